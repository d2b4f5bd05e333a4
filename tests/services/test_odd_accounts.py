"""Accounts that are unlike the usual: a large last payment, none yet, none ever, over early."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.accounts import Account
from models.servicing import InterestMethod
from services import business_date, ledger
from services.account_summary.page import account_schedule, account_summary
from services.account_summary.views import Facts
from services.accounts.overview import overview
from services.accounts.page import account_page
from services.accounts.standing import standing
from services.accounts.views import AccountCard
from services.database import reading, unit_of_work
from services.explain.page import explain
from services.language import use_language
from services.payoff_quotes.quotes import quote
from services.servicing.duedates import due_date
from services.servicing.errors import PaymentTooLow
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms
from services.subject import Subject
from services.what_if.answer import Answer, answer, offer
from services.what_if.asked import Asked
from services.what_if.errors import DayOutOfRange
from tests.support.paying import Loan, make_loan

BALLOON = Terms(24_000_00, Decimal(6), 24, date(2026, 2, 1), payment=240_00)
"""23 payments of 240.00, then what is left."""
INTEREST_ONLY = Terms(100_000_00, Decimal(6), 12, date(2026, 2, 1), payment=500_00)
"""All of the principal with the last payment."""


def become(day: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day)


def pay(loan: Loan, terms: Terms, count: int) -> None:
    with unit_of_work() as session:
        for row in build_schedule(terms).rows[:count]:
            ledger.post_payment(session, loan.account_id, row.payment, row.due_date)


def balloon_words(who: Subject) -> str:
    with reading() as session:
        return account_page(session, who, "L-1").balloon


def facts_of(who: Subject) -> Facts:
    with reading() as session:
        return account_summary(session, who, "L-1").facts


def card_of(who: Subject) -> AccountCard:
    with reading() as session:
        (card,) = overview(session, who).cards
    return card


def test_a_balloon_is_named_with_its_day_wherever_next_payments_are(portal_db: Engine) -> None:
    loan = make_loan(terms=BALLOON)
    (who,) = loan.subjects
    last = build_schedule(BALLOON).rows[-1]
    assert (last.payment, last.due_date) == (21_188_15, date(2028, 1, 1))
    assert balloon_words(who) == (
        "Your last payment will be larger than the others: $21,188.15 on Jan 1, 2028, all that is"
        " left by then. If you would like to plan for it, call us at 1-800-555-0142."
    )
    facts = facts_of(who)
    assert (facts.final, facts.final_on) == ("$21,188.15", "on Jan 1, 2028")
    with reading() as session:
        (step,) = explain(session, who, "L-1", "next_due").steps
        planned = answer(session, who, Asked("L-1", amount="100"))
    assert "The last one is projected to be $21,188.15 on Jan 1, 2028" in step.words
    (change,) = [one for one in planned.changes if one.label == "Final payment"]
    assert change.usual == "instead of $21,188.15"
    assert change.planned < "$19,"
    with use_language("es"):
        assert balloon_words(who).startswith("Su último pago será mayor que los demás")


def test_an_interest_only_loan_is_understood_planned_and_paid_off(portal_db: Engine) -> None:
    loan = make_loan(terms=INTEREST_ONLY)
    (who,) = loan.subjects
    pay(loan, INTEREST_ONLY, 3)
    become(date(2026, 4, 11))
    facts = facts_of(who)
    assert (facts.apr, facts.original, facts.remaining) == ("6.00%", "$100,000.00", "9")
    assert (facts.payoff, facts.per_diem) == ("$100,166.67", "plus $16.67 for each day after")
    assert (facts.final, facts.final_on) == ("$100,500.00", "on Jan 1, 2027")
    assert balloon_words(who).startswith("Your last payment will be larger than the others")
    with reading() as session:
        quoted = quote(session, who, "L-1", "2026-05-01")
        chart = account_schedule(session, who, "L-1")
        planned = answer(session, who, Asked("L-1", amount="1000"))
        goal = answer(session, who, Asked("L-1", way="goal", by="2026-11-01"))
    assert (quoted.payoff.amount, quoted.payoff.per_diem) == (100_500_00, 16_67)
    assert chart.lines.balance
    assert chart.ahead.interest
    final = {change.label: change.planned for change in planned.changes}["Final payment"]
    # 1,000.00 more eight times, and the half percent that each saves of the next payments
    assert final == "$92,317.88"
    assert {change.label: change.planned for change in goal.changes}["Paid off on"] == "Nov 1, 2026"
    for row in build_schedule(INTEREST_ONLY).rows[3:]:
        become(row.due_date)
        with unit_of_work() as session:
            ledger.post_payment(session, loan.account_id, row.payment, row.due_date)
    assert card_of(who).status == "Paid in full"


def test_a_payment_below_the_interest_is_refused_and_nothing_is_kept(portal_db: Engine) -> None:
    with pytest.raises(PaymentTooLow) as refused:
        make_loan(terms=replace(INTEREST_ONLY, payment=499_99))
    assert (refused.value.payment, refused.value.interest) == (499_99, 500_00)
    with reading() as session:
        assert session.exec(select(Account)).all() == []


def test_the_balloon_itself_comes_next(portal_db: Engine) -> None:
    loan = make_loan(terms=BALLOON)
    (who,) = loan.subjects
    pay(loan, BALLOON, 23)
    become(date(2027, 12, 20))
    assert balloon_words(who).startswith("This is your last payment. It is larger than the others")
    assert facts_of(who).final == "$21,188.15"
    become(date(2028, 1, 2))
    assert (balloon_words(who), facts_of(who).final) == ("", "")


def test_it_is_the_balloon_that_servicing_asks_for(portal_db: Engine) -> None:
    loan = make_loan(terms=BALLOON)
    (who,) = loan.subjects
    with reading() as session:
        promised = standing(session, who, "L-1").balloon
    assert promised
    pay(loan, BALLOON, 23)
    become(promised.due_date)
    with unit_of_work() as session:
        ledger.post_payment(session, loan.account_id, promised.amount, promised.due_date)
    assert card_of(who).status == "Paid in full"


@pytest.mark.parametrize(
    "terms",
    [
        Terms(1_200_00, Decimal(12), 12, date(2026, 2, 1)),
        Terms(1_000_00, Decimal(12), 1, date(2026, 2, 1)),
        Terms(1_000_00, Decimal(0), 7, date(2026, 2, 1)),
        Terms(9_000_00, Decimal(5), 60, date(2028, 2, 29), method=InterestMethod.DAILY),
        Terms(1, Decimal(12), 3, date(2026, 2, 1)),
    ],
)
def test_an_ordinary_last_payment_is_not_named(portal_db: Engine, terms: Terms) -> None:
    (who,) = make_loan(terms=terms).subjects
    assert (balloon_words(who), facts_of(who).final) == ("", "")


def test_no_payment_yet_and_none_ever(portal_db: Engine) -> None:
    loan = make_loan()
    (who,) = loan.subjects
    facts = facts_of(who)
    assert (facts.last_payment, facts.last_payment_on) == (
        "None yet",
        "the first is due on Feb 1, 2026",
    )
    become(date(2026, 3, 1))
    assert facts_of(who).last_payment_on == "the first was due on Feb 1, 2026"
    with unit_of_work() as session:
        ledger.charge_off(session, loan.account_id, date(2026, 3, 1))
    facts = facts_of(who)
    assert (facts.last_payment, facts.last_payment_on, facts.paid) == ("None", "", False)


def test_without_interest_no_day_costs_any(portal_db: Engine) -> None:
    (who,) = make_loan(terms=Terms(2_400_00, Decimal(0), 12, date(2026, 2, 1))).subjects
    assert facts_of(who).per_diem == "no interest for days after"
    with reading() as session:
        (step,) = explain(session, who, "L-1", "payoff").steps
    assert step.words.endswith("Days after add no interest.")


def test_what_was_written_off_does_not_count_as_paid(portal_db: Engine) -> None:
    loan = make_loan()
    (who,) = loan.subjects
    with unit_of_work() as session:
        for number in range(1, 4):
            ledger.post_payment(session, loan.account_id, 106_62, due_date(BALLOON, number))
        ledger.charge_off(session, loan.account_id, date(2026, 9, 1))
    card = card_of(who)
    assert (card.percent, card.progress) == (25, "3 of 12 payments made")


def test_an_account_paid_early_is_paid_in_full(portal_db: Engine) -> None:
    loan = make_loan()
    (who,) = loan.subjects
    with unit_of_work() as session:
        day = date(2026, 1, 1) + timedelta(days=4)
        owed = ledger.position_of(session, loan.account_id).principal
        ledger.post_payment(session, loan.account_id, owed + 1_60, day)
    card = card_of(who)
    assert (card.percent, card.progress, card.left) == (100, "Paid in full", "0 of 12")


def test_a_loan_repaid_on_its_first_day_has_no_line_and_says_so(portal_db: Engine) -> None:
    loan = make_loan()
    (who,) = loan.subjects
    with unit_of_work() as session:
        ledger.post_payment(session, loan.account_id, 1_200_00, date(2026, 1, 1))
    with reading() as session:
        chart = account_schedule(session, who, "L-1")
    assert (chart.ticks, chart.lines.balance) == ((), "")
    assert chart.before == "All of it happened on Jan 1, 2026: there is no line to draw."
    assert chart.told.startswith("From Jan 1, 2026 to Jan 1, 2026")


def asked(who: Subject, **given: str) -> Answer:
    with reading() as session:
        return answer(session, who, Asked("L-1", **given))


def test_more_than_is_owed_is_all_that_is_owed(portal_db: Engine) -> None:
    (who,) = make_loan().subjects
    found = asked(who, amount="1000000000000")
    assert (found.pay_now, found.pay_words) == ("1201.60", "$1,201.60 now: all that you owe today.")
    assert asked(who, amount="100").pay_words.startswith("$206.62 now: your next payment")


def test_a_plan_that_changes_nothing_is_not_to_be_paid(portal_db: Engine) -> None:
    """One payment is left, and it takes all: more with it is not needed."""
    (who,) = make_loan(terms=Terms(1_000_00, Decimal(12), 1, date(2026, 2, 1))).subjects
    found = asked(who, amount="100")
    assert found.headline.startswith("This changes nothing")
    assert (found.pay_now, found.pay_words) == ("", "")


@pytest.mark.parametrize("passed", [date(2027, 2, 1), date(2027, 1, 1), date(2026, 12, 2)])
def test_a_goal_where_only_past_due_is_left_can_be_today(portal_db: Engine, passed: date) -> None:
    """What is offered is taken, and its first day is never after its last."""
    (who,) = make_loan().subjects
    become(passed)
    with reading() as session:
        offered = offer(session, who, "L-1")
    assert passed.isoformat() <= offered.first <= offered.last
    for day in (offered.first, offered.last):
        assert asked(who, way="goal", by=day).shown
    with pytest.raises(DayOutOfRange) as refused:
        asked(who, way="goal", by="2026-11-30")
    assert (refused.value.first.isoformat(), refused.value.last.isoformat()) == (
        offered.first,
        offered.last,
    )
