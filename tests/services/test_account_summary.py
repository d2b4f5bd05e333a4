"""The Summary: ring, lines, facts and Breakdown are the ledger's, whatever the borrower did."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine
from sqlmodel import Session

from models.accounts import Account, AccountKind, AccountLink, Lifecycle, Product
from models.servicing import ExtraTo
from models.transactions import ReversalReason, Transaction, TransactionKind
from services import business_date, ledger
from services.account_summary import charts
from services.account_summary.breakdown import (
    PROJECTED,
    BreakdownRow,
    RowStatus,
    breakdown,
    totals_of,
)
from services.account_summary.breakdown_pages import breakdown_page, rows_for
from services.account_summary.entries import entries_of
from services.account_summary.page import account_schedule, account_summary
from services.account_summary.series import Series, series_of
from services.account_summary.views import ScheduleChart, Summary
from services.accounts.standing import Standing, standing
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.ledger.entries import append
from services.ledger.loans import add_schedule
from services.servicing import postings
from services.servicing.errors import MoreThanPayoff
from services.servicing.position import Position
from services.servicing.projection import project
from services.servicing.terms import Terms
from services.subject import Subject
from tests.support.paying import TERMS, Loan, make_loan, stranger

LEVEL = 200_00
PLAIN = Terms(2_400_00, Decimal(0), 12, date(2026, 2, 1))
"""Twelve payments of 200.00 without interest: figures that can be read."""


def become(day: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day)


def pay(loan: Loan, cents: int, on: date, extra: ExtraTo = ExtraTo.NEXT_PAYMENTS) -> int:
    with unit_of_work() as session:
        return ledger.post_payment(session, loan.account_id, cents, on, extra).id or 0


def seen(who: Subject) -> tuple[Standing, Series, list[BreakdownRow]]:
    with reading() as session:
        one = standing(session, who, "L-1")
        entries = entries_of(session, one.account.id or 0)
        return one, series_of(one, entries), breakdown(one, entries)


def shown(who: Subject, number: object = "L-1") -> Summary:
    with reading() as session:
        return account_summary(session, who, number)


def lines_of(who: Subject, number: object = "L-1") -> ScheduleChart:
    with reading() as session:
        return account_schedule(session, who, number)


def statuses(rows: list[BreakdownRow]) -> list[tuple[str, int, int]]:
    """Of the past."""
    return [
        (row.status.value, row.first, row.payment) for row in rows if row.status not in PROJECTED
    ]


def loan_of(terms: Terms = PLAIN) -> Loan:
    return make_loan(borrowers=2, terms=terms)


def test_a_new_loan_without_a_payment(portal_db: Engine) -> None:
    who = loan_of().subjects[0]
    view = shown(who)
    assert view.paid.repaid == "0%"
    assert [(one.amount, one.share) for one in view.paid.slices] == [
        ("$0.00", "0.0%"),
        ("$0.00", "0.0%"),
        ("$0.00", "0.0%"),
        ("$2,400.00", "100.0%"),
    ]
    assert view.facts.last_payment == "None yet"
    assert (view.facts.remaining, view.facts.end) == ("12", "Jan 1, 2027")
    assert lines_of(who).ahead.balance.startswith("M")
    _one, series, rows = seen(who)
    assert [row.status for row in rows] == [RowStatus.PROJECTED] * 12
    assert series.history[-1].balance == 2_400_00


def test_what_really_happened_is_what_is_shown(portal_db: Engine) -> None:
    """Early, missed, paid late in one with the next, in part, extra to principal, returned."""
    loan = loan_of()
    pay(loan, LEVEL, date(2026, 1, 28))
    pay(loan, 2 * LEVEL, date(2026, 4, 1))  # March's was missed
    pay(loan, 50_00, date(2026, 5, 1))
    pay(loan, 150_00, date(2026, 5, 20))
    bounced = pay(loan, LEVEL, date(2026, 6, 1))
    with unit_of_work() as session:
        entry = session.get_one(Transaction, bounced)
        ledger.reverse(session, entry, date(2026, 6, 4), ReversalReason.BANK_RETURN, "R01")
    pay(loan, LEVEL, date(2026, 6, 10))
    pay(loan, LEVEL, date(2026, 6, 25))
    pay(loan, 100_00, date(2026, 6, 25), ExtraTo.PRINCIPAL)
    become(date(2026, 8, 10))
    _one, series, rows = seen(loan.subjects[0])
    assert statuses(rows) == [
        ("early", 1, LEVEL),
        ("missed", 2, 0),
        ("late", 2, 2 * LEVEL),
        ("partial", 4, 50_00),
        ("late", 4, 150_00),
        ("returned", 5, LEVEL),
        ("reversal", 0, -LEVEL),
        ("late", 5, LEVEL),
        ("early", 6, LEVEL),
        ("extra", 0, 100_00),
    ]
    assert rows[2].last == 3
    late = [row for row in rows if row.status is RowStatus.PAST_DUE]
    assert [(row.first, row.due) for row in late] == [(7, date(2026, 8, 1))]
    by_day = {point.on: point.balance for point in series.history}
    assert by_day[date(2026, 3, 1)] == by_day[date(2026, 2, 1)] == 2_200_00  # the missed one: flat
    assert by_day[date(2026, 6, 4)] == by_day[date(2026, 5, 20)]  # taken back
    assert rows[-1].balance == series.projection[-1].balance == 0


def test_a_loan_with_two_borrowers_is_the_same_for_both_and_foreign_to_others(
    portal_db: Engine,
) -> None:
    first, second = loan_of().subjects
    assert shown(first) == shown(second)
    other = stranger()
    for number in ("L-1", "L-9", "", None, {"a": 1}, "L-1' OR 1=1 --"):
        for part in (account_summary, account_schedule):
            with reading() as session, pytest.raises(NotFound):
                part(session, other, number)
        with reading() as session, pytest.raises(NotFound):
            rows_for(session, other, number)
        for chart in (charts.paid, charts.schedule):
            with reading() as session, pytest.raises(NotFound):
                chart(session, other, number)


def test_a_loan_paid_off_ends_at_its_last_entry(portal_db: Engine) -> None:
    loan = loan_of()
    pay(loan, 2_400_00, date(2026, 2, 20))
    become(date(2026, 6, 1))
    view, (_one, series, rows) = shown(loan.subjects[0]), seen(loan.subjects[0])
    assert (view.paid.repaid, view.facts.remaining, view.facts.payoff) == ("100%", "0", "")
    assert (view.facts.end_label, view.facts.end) == ("Paid in full on", "Feb 20, 2026")
    assert (lines_of(loan.subjects[0]).today, len(series.projection)) == ("", 0)
    assert series.history[-1].on == date(2026, 2, 20)
    assert statuses(rows) == [("late", 1, 2_400_00)]
    assert (rows[0].first, rows[0].last) == (1, 12)


def test_a_loan_charged_off_says_what_was_written_off(portal_db: Engine) -> None:
    loan = loan_of()
    pay(loan, LEVEL, date(2026, 2, 1))
    with unit_of_work() as session:
        before = ledger.position_of(session, loan.account_id)
        after = postings.write_off(before, ledger.terms_of(session, loan.account_id), DAY_OFF)
        append(
            session,
            loan.account_id,
            after,
            kind=TransactionKind.WRITE_OFF,
            effective_on=DAY_OFF,
            amount=before.principal,
        )
        account = session.get_one(Account, loan.account_id)
        account.lifecycle, account.closed_on = Lifecycle.CHARGED_OFF, DAY_OFF
    become(date(2026, 9, 1))
    view, (_one, _series, rows) = shown(loan.subjects[0]), seen(loan.subjects[0])
    assert [(one.label, one.amount) for one in view.paid.slices][-1] == ("Written off", "$2,200.00")
    assert (
        lines_of(loan.subjects[0]).after == "$2,200.00 of principal was written off by the lender."
    )
    assert view.facts.end_label == "Charged off on"
    assert statuses(rows) == [
        ("paid", 1, LEVEL),
        ("missed", 2, 0),
        ("missed", 3, 0),
        ("missed", 4, 0),
        ("missed", 5, 0),
        ("written_off", 0, 0),
    ]
    assert rows[-1].balance == 0


DAY_OFF = date(2026, 6, 15)


def test_a_boarded_loan_begins_with_what_is_known(portal_db: Engine) -> None:
    loan = loan_of()
    terms = Terms(1_000_00, Decimal(12), 10, date(2026, 2, 1), payment=106_00)
    on = date(2026, 1, 5)
    known = Position(
        on, principal=1_000_00, advanced=3_000_00, paid_principal=2_000_00, paid_interest=300_00
    )
    with unit_of_work() as session:
        product_id = session.get_one(Account, loan.account_id).product_id
        account = Account(
            number="L-2",
            product_id=product_id,
            kind=AccountKind.PERSONAL_LOAN,
            opened_on=date(2024, 1, 1),
        )
        session.add(account)
        session.flush()
        assert account.id
        add_schedule(session, account.id, terms, paid_before=24)
        ledger.board(session, account, known, on)
        session.add(AccountLink(customer_id=loan.subjects[0].customer_id, account_id=account.id))
    view = shown(loan.subjects[0], "L-2")
    assert lines_of(loan.subjects[0], "L-2").before == (
        "The lines begin on Jan 5, 2026. By then $2,000.00 of principal and $300.00 of interest"
        " had been paid; the single payments are not in this record."
    )
    assert (view.facts.original, view.facts.apr, view.paid.repaid) == ("$3,000.00", "", "66%")
    assert (view.facts.last_payment, view.facts.last_payment_on) == (
        "None here yet",
        "earlier ones are not listed",
    )
    with reading() as session:
        rows = rows_for(session, loan.subjects[0], "L-2")
        page = breakdown_page(session, loan.subjects[0], "L-2", 0)
    assert (rows[0].status, rows[0].first, rows[0].last) == (RowStatus.BEFORE, 1, 24)
    assert rows[1].first == 25
    assert page.names[0] == "Before"


@pytest.mark.parametrize(
    ("terms", "end", "last"),
    [
        pytest.param(
            Terms(10_000_00, Decimal(6), 12, date(2026, 2, 1), payment=100_00),
            "Jan 1, 2027",
            9_483_21,
            id="a balloon: the last payment asks for the rest",
        ),
        pytest.param(
            Terms(1_200_00, Decimal(12), 36, date(2026, 1, 31), due_day=31),
            "Dec 31, 2028",
            39_76,
            id="due on the 31st, over a leap day",
        ),
    ],
)
def test_odd_terms(portal_db: Engine, terms: Terms, end: str, last: int) -> None:
    who = loan_of(terms).subjects[0]
    view, (_one, _series, rows) = shown(who), seen(who)
    assert view.facts.end == end
    assert (rows[-1].payment, rows[-1].balance) == (last, 0)
    if terms.due_day == 31:
        assert date(2028, 2, 29) in [row.due for row in rows]


steps = some.lists(
    some.tuples(
        some.sampled_from(["pay", "extra", "return"]),
        some.integers(1, 400_00),
        some.integers(0, 45),
    ),
    max_size=12,
)


@given(history=steps)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happened_the_columns_add_up_to_the_ledger(
    portal_db: Engine, history: list[tuple[str, int, int]]
) -> None:
    """Past rows to what was paid in all, future ones to what the engine projects."""
    with Session(portal_db) as session:
        one = played(session, history)
        entries = entries_of(session, one.account.id or 0)
        session.rollback()
    rows, series = breakdown(one, entries), series_of(one, entries)
    past = totals_of(row for row in rows if row.status not in PROJECTED)
    assert (past.principal, past.interest, past.fees) == (
        one.position.paid_principal,
        one.position.paid_interest,
        one.position.paid_fees,
    )
    assert one.terms
    ahead = project(one.position, one.terms, one.on)
    future = totals_of(row for row in rows if row.status in PROJECTED)
    assert future.payment == (sum(ahead.payments) if one.payable else 0)
    now = series.history[-1]
    assert (now.balance, now.principal, now.interest) == (
        one.position.principal,
        one.position.paid_principal,
        one.position.paid_interest,
    )
    assert [row.on for row in rows] == sorted(row.on for row in rows)
    assert series.points[-1].balance == 0


def played(session: Session, history: list[tuple[str, int, int]]) -> Standing:
    """A loan of `TERMS` on the last day of its history."""
    product = Product(code="h", name="Personal loan", kind=AccountKind.PERSONAL_LOAN)
    session.add(product)
    session.flush()
    account = ledger.open_loan(
        session, number="H", product=product, name="", terms=TERMS, opened_on=TERMS.starts
    )
    loan, on = account.id or 0, TERMS.starts
    posted: list[Transaction] = []
    for what, cents, days in history:
        on += timedelta(days=days)
        if what == "return" and posted:
            ledger.reverse(session, posted.pop(), on, ReversalReason.NSF)
            continue
        extra = ExtraTo.PRINCIPAL if what == "extra" else ExtraTo.NEXT_PAYMENTS
        with suppress(MoreThanPayoff):
            posted.append(ledger.post_payment(session, loan, cents, on, extra))
    terms, position = ledger.terms_of(session, loan), ledger.position_of(session, loan)
    return Standing(account, product, position, terms, 0, None, on)
