"""A quote for a day is what the engine says on that day, and names what it does not count."""

import subprocess
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from models.accounts import Account, AccountLink, Lifecycle, Product
from models.audit import AuditEntry
from models.lender import BusinessDate
from models.payment_methods import MethodKind
from models.payments import AmountChoice, Payment, PaymentState
from models.servicing import InterestMethod
from services import ledger
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.language import use_language
from services.language.words import words
from services.lender_settings.texts import TextKind, publish
from services.payments.views import pay_options
from services.payoff_quotes.errors import NothingToPayOff, QuoteDayRefused
from services.payoff_quotes.quotes import Quote, quote
from services.payoff_quotes.taking import letter, letter_name, show
from services.payoff_quotes.ways import notes
from services.servicing.application import Excess
from services.servicing.terms import Terms
from services.work.late_fees import assess_all
from tests.support.agents import agent_subject
from tests.support.paying import DAY, NUMBER, Loan, make_loan, stranger

PAYOFF = AmountChoice.PAYOFF
_numbers = count(1)


def today_is(day: date) -> None:
    with unit_of_work() as session:
        session.get_one(BusinessDate, 1).today = day


def quoted(loan: Loan, day: object = None) -> Quote:
    with reading() as session:
        return quote(session, loan.subjects[0], loan.number, day)


@given(
    principal=st.integers(100_00, 90_000_00),
    rate=st.decimals("0", "36", places=3),
    method=st.sampled_from(InterestMethod),
    payments=st.lists(st.tuples(st.integers(0, 150), st.integers(1, 400_00)), max_size=3),
    since=st.integers(0, 400),
    ahead=st.integers(0, 30),
)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_is_the_payoff_of_its_day(
    portal_db: Engine,
    principal: int,
    rate: Decimal,
    method: InterestMethod,
    payments: list[tuple[int, int]],
    since: int,
    ahead: int,
) -> None:
    """To the cent: on that day the dialog asks for it, and paying it closes the account."""
    terms = Terms(principal, rate, 24, date(2026, 2, 1), method=method)
    loan = make_loan(number=f"L-{next(_numbers)}", terms=terms)
    on = DAY + timedelta(days=since)
    with unit_of_work() as session:
        for days, amount in sorted(payments):
            due = ledger.position_of(session, loan.account_id).principal
            paid = min(amount, due // 2)
            if days <= since and paid:
                ledger.post_payment(session, loan.account_id, paid, DAY + timedelta(days=days))
    today_is(on)
    day = on + timedelta(days=ahead)
    made = quoted(loan, day.isoformat())
    today_is(day)
    with unit_of_work() as session:
        offered = pay_options(session, loan.subjects[0], loan.number).amounts[PAYOFF]
        assert made.payoff.amount == offered == quoted(loan).payoff.amount
        ledger.post_payment(session, loan.account_id, offered, day)
        account = session.get_one(Account, loan.account_id)
        assert account.lifecycle is Lifecycle.PAID_IN_FULL
    parts = made.payoff.principal + made.payoff.interest + made.payoff.fees
    assert parts == made.payoff.amount


@pytest.mark.parametrize(
    "day",
    [
        *("", "2026-01-04", "2026-02-05", "2026-02-30", "2026-1-5", "20260105", "2026-W02-1"),
        *("0000-00-00", "2026-01-05\n", "２０２６-01-05", "9" * 9_999, 5, {"a": 1}, True),
    ],
)
def test_other_days_are_refused_with_words(portal_db: Engine, day: object) -> None:
    loan = make_loan()
    with pytest.raises(QuoteDayRefused) as refused:
        quoted(loan, day)
    assert words(refused.value) == "Choose a date from Jan 5, 2026 to Feb 4, 2026."
    with use_language("es"):
        assert words(refused.value) == "Elija una fecha del 5 ene 2026 al 4 feb 2026."


def test_the_first_and_the_last_day_are_quoted(portal_db: Engine) -> None:
    loan = make_loan()
    assert quoted(loan, "2026-01-05") == quoted(loan)
    last = quoted(loan, "2026-02-04").payoff
    assert last.good_through == date(2026, 2, 4)
    assert last.amount > quoted(loan).payoff.amount


def test_who_may_not_see_the_account_gets_none(portal_db: Engine) -> None:
    loan = make_loan()
    other = Loan(0, [stranger()], NUMBER)
    with pytest.raises(NotFound):
        quoted(other)
    for number in ("L-9", None, 5, {"a": 1}, "\ud800"):
        with pytest.raises(NotFound), reading() as session:
            quote(session, loan.subjects[0], number)
    with unit_of_work() as session:
        session.exec(select(AccountLink)).one().web_access = False
    for take in (letter_name, letter):
        with pytest.raises(NotFound):
            take(loan.subjects[0], NUMBER, "2026-01-05")


@pytest.mark.parametrize("lifecycle", [one for one in Lifecycle if one is not Lifecycle.OPEN])
def test_an_account_that_is_over_has_none(portal_db: Engine, lifecycle: Lifecycle) -> None:
    loan = make_loan()
    with unit_of_work() as session:
        session.get_one(Account, loan.account_id).lifecycle = lifecycle
    with pytest.raises(NothingToPayOff) as refused:
        quoted(loan)
    assert "nothing to pay off" in words(refused.value)


def test_it_names_the_late_fee_that_is_coming(portal_db: Engine) -> None:
    """And the worker assesses it on the day that was named."""
    loan = make_loan()
    today_is(date(2026, 2, 5))
    assert quoted(loan, "2026-02-11").changes.late_fees == ()
    (fee,) = quoted(loan, "2026-02-12").changes.late_fees
    assert (fee.amount, fee.on) == (15_00, date(2026, 2, 12))
    assert "$15.00 is added on Feb 12, 2026" in notes(quoted(loan, "2026-02-12"))[0]
    assert [assess_all(date(2026, 2, day)) for day in (11, 12)] == [0, 1]
    today_is(date(2026, 2, 12))
    assert quoted(loan).changes.late_fees == ()
    assert quoted(loan).payoff.fees == 15_00


def test_late_fees_of_one_day_are_one_line(portal_db: Engine) -> None:
    loan = make_loan()
    today_is(date(2026, 4, 5))
    said = notes(quoted(loan, "2026-04-12"))
    assert said == (
        "2 late fees, $30.00 in all, are added on Apr 5, 2026 if what is due is not paid before.",
        "A late fee of $15.00 is added on Apr 12, 2026 if what is due is not paid before.",
    )
    with use_language("es"):
        assert notes(quoted(loan))[0].startswith("El 5 abr 2026 se agregan 2 cargos por mora")


def test_it_names_payments_that_could_change_it(portal_db: Engine) -> None:
    loan = make_loan()
    bank = loan.method("bank", kind=MethodKind.BANK_ACCOUNT)
    states = {
        PaymentState.PROCESSING: (10_00, DAY),
        PaymentState.APPROVED: (20_00, DAY),
        PaymentState.SCHEDULED: (30_00, DAY + timedelta(days=9)),
        PaymentState.FAILED: (40_00, DAY),
    }
    with unit_of_work() as session:
        for at, (state, (amount, day)) in enumerate(states.items()):
            payment = Payment(
                key=str(at),
                confirmation=f"P-{at}",
                account_id=loan.account_id,
                payment_method_id=bank,
                amount=amount,
                state=state,
                effective_on=day,
            )
            session.add(payment)
        ledger.post_payment(session, loan.account_id, 1_300_00, DAY, excess=Excess.HOLD)
        session.get_one(Account, loan.account_id).lifecycle = Lifecycle.OPEN
        ledger.post_late_fee(session, loan.account_id, 15_00, DAY)
    said = notes(quoted(loan, DAY + timedelta(days=8)))
    assert [next(part for part in line.split() if part.startswith("$")) for line in said] == [
        *("$10.00", "$20.00"),
        f"${quoted(loan).unapplied / 100:,.2f}",
    ]
    assert len(notes(quoted(loan, DAY + timedelta(days=9)))) == 4
    card = loan.method("card")
    with unit_of_work() as session:
        approved = session.exec(select(Payment).where(Payment.state == PaymentState.APPROVED))
        approved.one().payment_method_id = card
    assert quoted(loan).changes.submitted == 0


def test_each_quote_that_is_taken_is_in_the_log(portal_db: Engine) -> None:
    loan = make_loan()
    show(loan.subjects[0], NUMBER)
    letter_name(loan.subjects[0], NUMBER, "2026-01-20")
    letter(loan.subjects[0], NUMBER, "2026-01-20")
    with pytest.raises(QuoteDayRefused):
        show(loan.subjects[0], NUMBER, "2027-01-20")
    with reading() as session:
        found = session.exec(
            select(AuditEntry)
            .where(AuditEntry.action == "portal:payoff:quoted")
            .order_by(col(AuditEntry.id))
        ).all()
    amount = f"${quoted(loan).payoff.amount / 100:,.2f}"
    assert found[0].detail == f"shown: {amount}, good through 2026-01-05"
    assert found[1].detail.startswith("letter: $1,")
    assert [(one.account_id, one.login_id) for one in found] == [
        (loan.account_id, loan.subjects[0].login_id)
    ] * 2


def test_the_letter_says_what_the_dialog_says(portal_db: Engine, tmp_path: Path) -> None:
    loan = make_loan()
    with unit_of_work() as session:
        body = "## By mail\nPO Box 7, Reno\n- Check\n- Money order"
        publish(session, agent_subject(), TextKind.PAYOFF, "en", body)
        session.exec(select(Product)).one().late_fee = 0
    for language in ("en", "es"):
        with use_language(language):
            seen = show(loan.subjects[0], NUMBER, "2026-01-20")
            content = letter(loan.subjects[0], NUMBER, "2026-01-20")
        assert seen.ways[1:] == ("By mail", "PO Box 7, Reno", "• Check", "• Money order")
        (tmp_path / "a.pdf").write_bytes(content)
        command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        flat = " ".join(said.split())
        for text in (seen.amount, seen.principal, seen.interest, *seen.ways, seen.per_diem, "L-1"):
            assert text in flat
    assert letter_name(loan.subjects[0], NUMBER, "2026-01-20") == "payoff-L-1-2026-01-20.pdf"
    assert seen.letter == "/es/accounts/L-1/payoff-quote.pdf?on=2026-01-20"


def test_the_lenders_text_fits_a_letter(portal_db: Engine) -> None:
    with pytest.raises(InvalidInput) as refused, unit_of_work() as session:
        publish(session, agent_subject(), TextKind.PAYOFF, "en", "x" * 801)
    assert refused.value.problem == "too_long_for_a_letter"
