"""What payments make of a method that cannot pay, and what a method's end does to payments."""

import json
from dataclasses import asdict
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine
from sqlmodel import col, update

from models.accounts import AccountLink
from models.payment_methods import MethodKind, MethodStatus, PaymentMethod
from models.payments import Payment, PaymentState
from services.database import reading, unit_of_work
from services.language import use_language
from services.payment_methods import changing, page
from services.payment_methods.errors import MethodInUse, MethodNotUsable
from services.payment_methods.page import Deletion
from services.payment_methods.repository import MOST
from services.payments.dialog import open_dialog
from tests.support.method_wallet import MethodWallet
from tests.support.paying import DAY, NUMBER, Loan, make_loan

UNUSABLE = [
    ({"status": MethodStatus.UNVERIFIED}, "not verified yet"),
    ({"status": MethodStatus.FAILED}, "could not be verified"),
    ({"expires": "2025-12"}, "expired"),
]


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


def change(method: int, **values: object) -> None:
    with unit_of_work() as session:
        session.execute(
            update(PaymentMethod).where(col(PaymentMethod.id) == method).values(**values)
        )


def payment(loan: Loan, method: int, state: PaymentState) -> None:
    with unit_of_work() as session:
        session.add(
            Payment(
                key=f"key-{state}",
                confirmation=f"P-{state}"[:12],
                account_id=loan.account_id,
                login_id=loan.subjects[0].login_id,
                payment_method_id=method,
                amount=106_62,
                state=state,
                effective_on=DAY,
            )
        )


def asked(loan: Loan, method: int) -> Deletion:
    with reading() as session:
        return page.deletion(session, loan.subjects[0], method)


@pytest.mark.parametrize(("changes", "reason"), UNUSABLE)
def test_what_cannot_pay_is_named_not_offered_and_not_charged(
    loan: Loan, changes: dict[str, object], reason: str
) -> None:
    good, bad = loan.method("pp_1"), loan.method("pp_2", kind=MethodKind.BANK_ACCOUNT)
    change(bad, last_four="6789", **changes)
    offer = open_dialog(loan.subjects[0], NUMBER)[1]
    assert ([one.id for one in offer.methods], offer.method) == ([str(good)], str(good))
    assert offer.held_back == f"Not offered here: Bank account ····6789 ({reason})."
    gateway = Mock()
    with pytest.raises(MethodNotUsable):
        loan.pay(gateway, bad)
    assert (gateway.charge.call_count, loan.payments()) == (0, [])


def test_of_many_that_cannot_pay_a_few_are_named_and_the_dialog_stays_small(loan: Loan) -> None:
    """P7: 2 KB for a click, whatever somebody has saved."""
    for nth in range(MOST):
        bad = loan.method(f"pp_{nth}", kind=MethodKind.BANK_ACCOUNT)
        change(bad, brand="x" * 40, last_four=f"{nth:04}", status=MethodStatus.UNVERIFIED)
    offer = open_dialog(loan.subjects[0], NUMBER)[1]
    assert offer.held_back.endswith(f" and {MOST - 3} more.")
    assert (offer.held_back.count("not verified yet"), offer.full) == (3, True)
    assert len(json.dumps(asdict(offer), separators=(",", ":"))) < 1_500


def test_co_borrowers_see_only_their_own(loan: Loan) -> None:
    loan.method("pp_1")
    theirs = open_dialog(loan.subjects[1], NUMBER)[1]
    assert (theirs.methods, theirs.method, theirs.held_back) == ((), "", "")


def test_what_depends_on_a_method_is_said(loan: Loan) -> None:
    method = loan.method("pp_1")
    assert asked(loan, method).dependants == ()
    for state in (PaymentState.APPROVED, PaymentState.SETTLED, PaymentState.SCHEDULED):
        payment(loan, method, state)
    found = asked(loan, method)
    assert [one.what for one in found.dependants] == [
        "$106.62 on Jan 5, 2026, Personal loan L-1"
    ] * 2
    assert [one.then.partition(" ")[2].partition(" ")[0] for one in found.dependants] == [
        "is",
        "was",
    ]
    assert not found.blocked
    with use_language("es"):
        assert "Se cancela" in asked(loan, method).dependants[0].then


def close_web_access(loan: Loan) -> None:
    with unit_of_work() as session:
        mine = col(AccountLink.customer_id) == loan.subjects[0].customer_id
        session.execute(update(AccountLink).where(mine).values(web_access=False))


def test_nothing_is_told_of_an_account_without_web_access(loan: Loan) -> None:
    method = loan.method("pp_1")
    for state in (PaymentState.APPROVED, PaymentState.SCHEDULED):
        payment(loan, method, state)
    close_web_access(loan)
    assert asked(loan, method) == Deletion(method, "Card ····4242")
    changing.delete(loan.subjects[0], method, MethodWallet())
    assert PaymentState.CANCELLED in [one.state for one in loan.payments()]


def test_a_payment_under_way_on_a_closed_account_keeps_the_method_unnamed(loan: Loan) -> None:
    method = loan.method("pp_1")
    payment(loan, method, PaymentState.PROCESSING)
    close_web_access(loan)
    found = asked(loan, method)
    assert (found.blocked, [one.what for one in found.dependants]) == (True, ["A payment"])
    with pytest.raises(MethodInUse):
        changing.delete(loan.subjects[0], method, MethodWallet(away=True))


def test_deleting_cancels_what_is_scheduled_and_nothing_else(loan: Loan) -> None:
    method = loan.method("pp_1")
    for state in (PaymentState.APPROVED, PaymentState.SCHEDULED):
        payment(loan, method, state)
    changing.delete(loan.subjects[0], method, MethodWallet())
    assert [(one.state, one.reason) for one in loan.payments()] == [
        (PaymentState.APPROVED, None),
        (PaymentState.CANCELLED, "method_deleted"),
    ]


def test_a_payment_under_way_keeps_it(loan: Loan) -> None:
    method, wallet = loan.method("pp_1"), MethodWallet(away=True)
    payment(loan, method, PaymentState.PROCESSING)
    assert asked(loan, method).blocked
    with pytest.raises(MethodInUse):  # and the wallet is not even asked
        changing.delete(loan.subjects[0], method, wallet)
