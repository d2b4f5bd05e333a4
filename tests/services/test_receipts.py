"""The receipt of a payment: on paper, and by mail to whom paid."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import AccountLink
from models.customers import Login
from models.messages import Message
from models.payment_methods import MethodKind
from models.payments import Payment, PaymentState
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.language import use_language
from services.payments import states
from services.payments.gateway import ChargeResult, ChargeState
from services.payments.receipt_letter import receipt_pdf
from services.payments.recording import record
from services.subject import Subject
from tests.support.paying import DAY, Loan, make_loan, stranger


def paid(
    loan: Loan, state: ChargeState = ChargeState.APPROVED, kind: MethodKind = MethodKind.CARD
) -> str:
    """The confirmation of a payment that the wallet answered so."""
    method = loan.method("token", kind=kind)
    with unit_of_work() as session:
        payment = Payment(
            key="k",
            confirmation="P-1234-ABCD",
            account_id=loan.account_id,
            login_id=loan.subjects[0].login_id,
            payment_method_id=method,
            amount=106_62,
            effective_on=DAY,
        )
        states.begin(session, payment)
        session.flush()
        payment_id = payment.id or 0
    with unit_of_work() as session:
        record(session, payment_id, ChargeResult(state, "ch_1"))
    return "P-1234-ABCD"


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "a.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", str(folder / "a.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def mails() -> list[Message]:
    with reading() as session:
        return list(session.exec(select(Message)).all())


def test_it_says_where_the_money_went(portal_db: Engine, tmp_path: Path) -> None:
    loan = make_loan()
    name, content = receipt_pdf(loan.subjects[0], paid(loan))
    (entry,) = loan.entries()
    said = text_of(content, tmp_path)
    assert name == "receipt-P-1234-ABCD.pdf"
    assert "Payment received" in said
    assert "$106.62" in said
    for cents in (entry.to_interest, entry.to_principal, entry.after_principal):
        assert f"${cents / 100:,.2f}" in said
    with use_language("es"):
        spanish = text_of(receipt_pdf(loan.subjects[0], "P-1234-ABCD")[1], tmp_path)
    assert "Recibo P-1234-ABCD" in spanish


def test_one_that_came_back_says_so(portal_db: Engine, tmp_path: Path) -> None:
    loan = make_loan()
    confirmation = paid(loan, ChargeState.RETURNED, MethodKind.BANK_ACCOUNT)
    said = text_of(receipt_pdf(loan.subjects[0], confirmation)[1], tmp_path)
    assert "Payment returned" in said
    assert "owed on Personal loan" in said
    assert "Balance after" not in said


@pytest.mark.parametrize("state", [ChargeState.DECLINED, ChargeState.PROCESSING])
def test_of_money_that_did_not_move_there_is_none(portal_db: Engine, state: ChargeState) -> None:
    loan = make_loan()
    confirmation = paid(loan, state)
    with pytest.raises(NotFound):
        receipt_pdf(loan.subjects[0], confirmation)
    assert mails() == []


@pytest.mark.parametrize("given", ["", "P-9999-9999", "p-1234-abcd", "P-1234-ABCD\x00", "%"])
def test_what_is_no_confirmation_of_theirs(portal_db: Engine, given: str) -> None:
    loan = make_loan()
    confirmation = paid(loan)
    with pytest.raises(NotFound):
        receipt_pdf(loan.subjects[0], given)
    with pytest.raises(NotFound):
        receipt_pdf(stranger(), confirmation)
    with unit_of_work() as session:
        session.exec(select(AccountLink)).one().web_access = False
    with pytest.raises(NotFound):
        receipt_pdf(loan.subjects[0], confirmation)


@pytest.mark.parametrize(
    ("language", "kind", "subject"),
    [
        ("en", MethodKind.CARD, "Payment received"),
        ("en", MethodKind.BANK_ACCOUNT, "Payment submitted"),
        ("es", MethodKind.CARD, "Pago recibido"),
    ],
)
def test_who_paid_gets_one_mail(
    portal_db: Engine, language: str, kind: MethodKind, subject: str
) -> None:
    loan = make_loan(borrowers=2)
    payer: Subject = loan.subjects[0]
    with unit_of_work() as session:
        login = session.get_one(Login, payer.login_id)
        login.language, address = language, login.email
    paid(loan, ChargeState.SETTLED, kind)
    with unit_of_work() as session:
        payment = session.exec(select(Payment)).one()
        assert payment.state is PaymentState.SETTLED
        record(session, payment.id or 0, ChargeResult(ChargeState.SETTLED, "ch_1"))
    (mail,) = mails()
    assert (mail.recipient, mail.subject, mail.language) == (address, subject, language)
    path = "/es" * (language == "es") + "/payments/P-1234-ABCD/receipt.pdf"
    for part in ("P-1234-ABCD", "$106.62", path, "····4242"):
        assert part in mail.text


def test_none_is_mailed_where_the_accounts_mails_are_off(portal_db: Engine) -> None:
    loan = make_loan()
    with unit_of_work() as session:
        session.exec(select(AccountLink)).one().email_access = False
    paid(loan)
    assert mails() == []


def test_a_mail_that_fails_leaves_the_payment_posted(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("services.payments.receipt_mail.mail_owner", broken)
    loan = make_loan()
    paid(loan)
    assert len(loan.entries()) == 1
    assert mails() == []


@pytest.mark.parametrize("kind", [MethodKind.CARD, MethodKind.BANK_ACCOUNT])
def test_a_co_borrower_reads_all_but_whose_money_it_was(
    portal_db: Engine, tmp_path: Path, kind: MethodKind
) -> None:
    """The payment is on an account of both; the method that paid it is not."""
    loan = make_loan(borrowers=2)
    confirmation = paid(loan, kind=kind)
    for language, other in (
        ("en", "Another borrower on this account"),
        ("es", "Otro prestatario de esta cuenta"),
    ):
        with use_language(language):
            own, theirs = (
                text_of(receipt_pdf(who, confirmation)[1], tmp_path) for who in loan.subjects
            )
        assert "4242" in own
        assert other not in own
        assert "4242" not in theirs
        assert other in theirs
        for part in (confirmation, "$106.62", "L-1"):
            assert part in own
            assert part in theirs
