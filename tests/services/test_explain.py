"""Explained figures: each sum adds up as it is printed, and ends at the figure on the page."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine
from sqlmodel import Session

from models.accounts import Account, AccountKind, AccountLink, Lifecycle, Product
from models.credit_lines import BalanceType
from models.lender import BusinessDate
from models.servicing import ExtraTo, InterestMethod
from models.transactions import ReversalReason
from services import business_date, ledger
from services.accounts.standing import Standing, standing
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.explain.page import INSTALLMENT, LINE, explain
from services.explain.views import Explanation, Step
from services.language import formats, use_language
from services.ledger import lines
from services.ledger.rows import last_payment
from services.servicing.duedates import due_date
from services.servicing.payoff import payoff
from services.servicing.position import accrue
from services.servicing.terms import Terms
from services.subject import Subject
from tests.support.paying import TERMS, Loan, make_loan, stranger

DAILY = Terms(1_200_00, Decimal("12.5"), 12, date(2026, 2, 1), method=InterestMethod.DAILY)


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with use_language(request.param):
        yield request.param


def cents(text: str) -> int:
    digits = int("".join(character for character in text if character.isdigit()))
    return -digits if text.startswith("-") else digits


def adds_up(step: Step) -> int:
    """The total, once the lines come to it as they are printed."""
    assert step.words
    assert step.lines
    total = cents(step.total.amount)
    assert sum(cents(line.amount) for line in step.lines) == total, step
    return total


def explained(who: Subject, figure: object, number: object = "L-1") -> Explanation:
    with reading() as session:
        return explain(session, who, number, figure)


def total(who: Subject, figure: str, number: str = "L-1") -> int:
    """Of the first sum; all of them are added up."""
    found = explained(who, figure, number)
    assert found.title
    return [adds_up(step) for step in found.steps][0]


def stands(who: Subject, number: str = "L-1") -> Standing:
    with reading() as session:
        return standing(session, who, number)


def become(day: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day)


def check_all(who: Subject, number: str = "L-1") -> None:
    """Every figure of the installment account that it has."""
    one = stands(who, number)
    assert one.terms
    now = accrue(one.position, one.terms, one.on)
    figures = {
        "balance": one.balance,
        "payoff": payoff(one.position, one.terms, one.on).amount,
        "interest": now.interest_due,
        "fees": now.fees_due,
        "next_due": one.next_due.amount if one.next_due else 0,
        "past_due": one.past_due.amount if one.past_due else 0,
    }
    for figure, amount in figures.items():
        if amount or figure == "balance":
            assert total(who, figure, number) == amount
    with reading() as session:
        paid = last_payment(session, one.account.id or 0)
    if paid:
        assert total(who, "last_payment", number) == paid.amount


@pytest.mark.parametrize("terms", [TERMS, DAILY], ids=["periodic", "daily"])
@pytest.mark.usefixtures("language")
def test_an_eventful_loan_adds_up_on_every_day(portal_db: Engine, terms: Terms) -> None:
    loan = make_loan(terms=terms)
    (who,) = loan.subjects
    check_all(who)
    for number in range(1, 13):
        due = due_date(terms, number)
        become(due)
        check_all(who)
        with unit_of_work() as session:
            event(session, loan, number, due)
        check_all(who)
        become(due + timedelta(days=12))
        check_all(who)
    become(date(2027, 5, 1))
    check_all(who)


def event(session: Session, loan: Loan, number: int, due: date) -> None:
    """Paid, missed, late, in part, too much, taken back."""
    pay = ledger.post_payment
    match number % 6:
        case 1:
            pay(session, loan.account_id, 106_62, due)
        case 2:
            pay(session, loan.account_id, 3_00, due)
        case 3:
            ledger.post_late_fee(session, loan.account_id, 15_00, due + timedelta(days=11))
        case 4:
            entry = pay(session, loan.account_id, 60_00, due + timedelta(days=5))
            ledger.reverse(
                session, entry, due + timedelta(days=7), ReversalReason.BANK_RETURN, "R01"
            )
        case 5:
            pay(session, loan.account_id, 250_00, due, ExtraTo.PRINCIPAL)


ODD = (
    Terms(2_400_00, Decimal(0), 12, date(2026, 2, 1)),
    Terms(24_000_00, Decimal(6), 24, date(2026, 2, 1), payment=240_00),
    Terms(1_000_00, Decimal("24.99"), 1, date(2026, 2, 1)),
    Terms(250_000_00, Decimal("6.125"), 360, date(2026, 2, 1)),
    Terms(9_000_00, Decimal(5), 60, date(2026, 2, 28), due_day=31, method=InterestMethod.DAILY),
    Terms(3, Decimal(36), 3, date(2026, 2, 1)),
)
"""Without interest, with a balloon, one payment, 360, leap days, three cents."""
_numbers = count(1)


@given(
    terms=some.sampled_from(ODD),
    moves=some.lists(
        some.tuples(
            some.integers(0, 90),
            some.sampled_from(("pay", "extra", "fee", "return", "off")),
            some.integers(1, 100),
        ),
        max_size=7,
    ),
    language=some.sampled_from(("en", "es")),
)
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_explanation_of_an_odd_account_adds_up(
    portal_db: Engine, terms: Terms, moves: list[tuple[int, str, int]], language: str
) -> None:
    """Whatever happened to it: also once it is paid off or charged off."""
    loan = make_loan(number=f"O-{next(_numbers)}", terms=terms)
    (who,), on = loan.subjects, date(2026, 1, 5)
    with use_language(language):
        check_all(who, loan.number)
        for days, what, percent in moves:
            on += timedelta(days=days)
            today_is(on)
            with unit_of_work() as session, suppress(NotFound):
                happen(session, loan, what, percent, on)
            check_all(who, loan.number)


def happen(session: Session, loan: Loan, what: str, percent: int, on: date) -> None:
    """`percent` of what is owed, where it is a payment."""
    account = session.get_one(Account, loan.account_id)
    if account.lifecycle is not Lifecycle.OPEN:
        return
    terms = ledger.terms_of(session, loan.account_id)
    owed = accrue(ledger.position_of(session, loan.account_id), terms, on).owed
    amount = max(1, owed * percent // 100)
    match what:
        case "pay" | "extra":
            to = ExtraTo.PRINCIPAL if what == "extra" else ExtraTo.NEXT_PAYMENTS
            ledger.post_payment(session, loan.account_id, amount, on, to)
        case "fee":
            ledger.post_late_fee(session, loan.account_id, 15_00, on)
        case "return":
            entry = ledger.post_payment(session, loan.account_id, amount, on)
            ledger.reverse(session, entry, on, ReversalReason.BANK_RETURN, "R01")
        case "off":
            if percent > 80 and ledger.position_of(session, loan.account_id).principal:
                ledger.charge_off(session, loan.account_id, on)


def today_is(day: date) -> None:
    """Another loan may have been further."""
    with unit_of_work() as session:
        session.get_one(BusinessDate, 1).today = day


def test_the_words_name_days_rate_and_balance(portal_db: Engine) -> None:
    loan = make_loan()
    with unit_of_work() as session:
        ledger.post_payment(session, loan.account_id, 106_62, date(2026, 2, 1))
    become(date(2026, 2, 16))
    (step,) = explained(loan.subjects[0], "interest").steps
    (line,) = step.lines
    assert line.label == "15 days, Feb 1, 2026 to Feb 16, 2026"
    assert line.detail == "$1,105.38 × 12.00% ÷ 360 × 15"
    assert line.amount == step.total.amount == "$5.53"
    assert "30 days" in step.words


def test_interest_is_opened_as_far_back_as_none_was_due(portal_db: Engine) -> None:
    """A part was left unpaid, and a late fee was posted since; a payment more is one line."""
    loan = make_loan()
    (who,) = loan.subjects
    with unit_of_work() as session:
        ledger.post_payment(session, loan.account_id, 106_62, date(2026, 2, 1))
        ledger.post_payment(session, loan.account_id, 3_00, date(2026, 3, 1))
        ledger.post_late_fee(session, loan.account_id, 15_00, date(2026, 3, 16))
    become(date(2026, 4, 1))
    opened = [
        ("30 days, Feb 1, 2026 to Mar 1, 2026", "$11.05", "$1,105.38 × 12.00% ÷ 360 × 30"),
        ("Payment on Mar 1, 2026", "-$3.00", ""),
        ("15 days, Mar 1, 2026 to Mar 16, 2026", "$5.53", "$1,105.38 × 12.00% ÷ 360 × 15"),
        ("15 days, Mar 16, 2026 to Apr 1, 2026", "$5.53", "$1,105.38 × 12.00% ÷ 360 × 15"),
    ]
    (step,) = explained(who, "interest").steps
    assert [(line.label, line.amount, line.detail) for line in step.lines] == opened
    with unit_of_work() as session:
        for _ in range(2):
            ledger.post_payment(session, loan.account_id, 1_00, date(2026, 4, 1))
    (step,) = explained(who, "interest").steps
    assert [(line.label, line.amount, line.detail) for line in step.lines[:2]] == [
        ("Interest that was not paid before", "$8.05", "Payment on Mar 1, 2026"),
        opened[2],
    ]


def test_the_last_payment_and_its_interest(portal_db: Engine) -> None:
    loan = make_loan()
    with unit_of_work() as session:
        ledger.post_late_fee(session, loan.account_id, 15_00, date(2026, 2, 12))
        ledger.post_payment(session, loan.account_id, 200_00, date(2026, 3, 1))
    become(date(2026, 3, 1))
    whole, interest = explained(loan.subjects[0], "last_payment").steps
    assert adds_up(whole) == 200_00
    assert adds_up(interest) == 24_00
    assert [line.amount for line in whole.lines] == ["$15.00", "$24.00", "$161.00"]
    # until the fee, which was posted between, and after it
    assert [line.amount for line in interest.lines] == ["$16.40", "$7.60"]


def test_a_boarded_or_long_history_is_folded(portal_db: Engine) -> None:
    loan = make_loan()
    (who,) = loan.subjects
    with unit_of_work() as session:
        for number in range(1, 11):
            ledger.post_payment(session, loan.account_id, 106_62, due_date(TERMS, number))
    (step,) = explained(who, "balance").steps
    assert adds_up(step) == stands(who).balance
    assert [line.label for line in step.lines[:2]] == [
        "Advanced until May 1, 2026",
        "Principal paid until May 1, 2026",
    ]
    assert len(step.lines) == 8


@pytest.mark.usefixtures("language")
def test_a_line_of_credit(portal_db: Engine) -> None:
    who = stranger()
    with unit_of_work() as session:
        line = open_line(session, who)
        business_date.freeze_at(session, date(2026, 1, 6))
        lines.post_purchase(session, line, 400_00, date(2026, 1, 6))
    assert total(who, "balance", "C-1") == 400_00
    with pytest.raises(NotFound):
        explained(who, "statement_interest", "C-1")
    with unit_of_work() as session:
        lines.post_cash_advance(session, line, 100_00, date(2026, 1, 20))
        lines.post_payment(session, line, 30_00, date(2026, 3, 7))
    for day in range(8, 20):
        with unit_of_work() as session:
            lines.post_purchase(session, line, 5_00 + day, date(2026, 3, day))
    one = stands(who, "C-1")
    assert total(who, "balance", "C-1") == one.balance
    assert total(who, "available", "C-1") == one.available == 5_000_00 - one.balance
    with reading() as session:
        minimum = ledger.line_of(session, line).minimum_due
    found = explained(who, "minimum", "C-1")
    assert [adds_up(step) for step in found.steps][0] == minimum
    assert len(found.steps) == 2
    (interest,) = explained(who, "statement_interest", "C-1").steps
    assert adds_up(interest) > 0


def open_line(session: Session, who: Subject) -> int:
    product = Product(code="card", name="Card", kind=AccountKind.CARD, cash_advance_fee=10_00)
    session.add(product)
    session.flush()
    account = ledger.open_line(
        session,
        number="C-1",
        product=product,
        name="",
        credit_limit=5_000_00,
        due_day=25,
        rates={
            BalanceType.PURCHASES: Decimal("18.25"),
            BalanceType.CASH_ADVANCES: Decimal("25.55"),
        },
        opened_on=date(2026, 1, 5),
    )
    session.add(AccountLink(customer_id=who.customer_id, account_id=account.id or 0))
    return account.id or 0


@pytest.mark.parametrize("figure", [*INSTALLMENT, *LINE, "x", None, 7, ["balance"], {}])
def test_foreign_and_missing_figures_get_one_answer(portal_db: Engine, figure: object) -> None:
    loan = make_loan()
    for who, number in ((stranger(), "L-1"), (loan.subjects[0], "L-2"), (loan.subjects[0], None)):
        with pytest.raises(NotFound):
            explained(who, figure, number)
    if figure not in ("balance", "interest", "payoff", "next_due", "fees"):
        with pytest.raises(NotFound):
            explained(loan.subjects[0], figure)


def test_amounts_are_as_on_the_page() -> None:
    assert cents(formats.money(-1_234_56)) == -1_234_56
