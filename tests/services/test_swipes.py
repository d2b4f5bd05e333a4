"""Swipes from the wallet's look-ups into the ledger."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update
from sqlmodel import col, select

from models.credit_lines import BalanceType
from models.live import LiveNotice
from models.swipes import Swipe, SwipeState
from models.transactions import TransactionKind
from services import business_date
from services.accounts.standing import standing
from services.database import reading, unit_of_work
from services.ledger_check import check_ledger
from services.swipes.result import SwipeResult
from tests.support.card_account import DAY, cleared, new_card_account, taken_back

pytestmark = pytest.mark.usefixtures("portal_db")
RANKS = [SwipeState.PENDING, SwipeState.POSTED, SwipeState.REVERSED]


def test_authorized_holds_credit_and_is_not_in_the_ledger() -> None:
    account = new_card_account()
    swipe = account.take_in(account.swipe())
    assert (swipe.state, swipe.transaction_id, swipe.swiped_on) == (SwipeState.PENDING, None, DAY)
    assert account.entries() == []
    with reading() as session:
        shown = standing(session, account.subject, account.number)
        assert (shown.pending, shown.available) == (18_99, 4_981_01)
        told = session.exec(select(LiveNotice)).all()
    assert {notice.login_id for notice in told} == {account.subject.login_id}


def test_cleared_posts_what_it_came_to_once() -> None:
    account = new_card_account()
    authorized = account.swipe()
    account.take_in(authorized)
    later = cleared(authorized, 21_99)
    swipe = account.take_in(later)
    assert account.take_in(later) == swipe
    (entry,) = account.entries()
    assert (swipe.state, swipe.amount, swipe.transaction_id) == (
        SwipeState.POSTED,
        21_99,
        entry.id,
    )
    assert (entry.kind, entry.amount, entry.effective_on) == (
        TransactionKind.PURCHASE,
        21_99,
        DAY,
    )
    with reading() as session:
        shown = standing(session, account.subject, account.number)
        assert (shown.pending, shown.available) == (0, 4_978_01)


def test_reversed_while_pending_is_released() -> None:
    account = new_card_account()
    authorized = account.swipe()
    account.take_in(authorized)
    swipe = account.take_in(taken_back(authorized))
    assert (swipe.state, swipe.reversed_on) == (SwipeState.REVERSED, DAY)
    assert account.entries() == []


def test_reversed_after_it_posted_is_a_credit() -> None:
    account = new_card_account()
    done = cleared(account.swipe())
    account.take_in(done)
    swipe = account.take_in(taken_back(done))
    purchase, credit = account.entries()
    assert (swipe.transaction_id, swipe.credit_id) == (purchase.id, credit.id)
    assert (credit.kind, credit.amount, credit.after_principal) == (
        TransactionKind.CREDIT,
        18_99,
        0,
    )


def test_a_cash_advance_that_is_taken_back_costs_no_fee() -> None:
    account = new_card_account()
    done = cleared(account.swipe(balance_type=BalanceType.CASH_ADVANCES, amount=100_00))
    account.take_in(done)
    assert [entry.kind for entry in account.entries()] == [
        TransactionKind.CASH_ADVANCE,
        TransactionKind.FEE,
    ]
    account.take_in(taken_back(done))
    last = account.entries()[-1]
    assert (last.after_principal, last.after_fees_due) == (0, 0)


def test_a_card_that_no_account_has_is_left_alone() -> None:
    account = new_card_account()
    with pytest.raises(Exception, match="No row"):
        account.take_in(account.swipe(card_id="card_of_somebody"))
    assert account.entries() == []


def test_a_swipe_of_a_day_to_come_is_of_today() -> None:
    account = new_card_account()
    swipe = account.take_in(account.swipe(authorized_on=DAY + timedelta(days=3)))
    assert swipe.swiped_on == DAY


def test_what_clears_after_a_cycle_closed_is_in_the_next() -> None:
    account = new_card_account()
    authorized = account.swipe()
    account.take_in(authorized)
    with unit_of_work() as session:
        business_date.move_to(session, DAY + timedelta(days=40))
    swipe = account.take_in(cleared(authorized))
    assert swipe.posted_on == DAY + timedelta(days=40)
    assert check_ledger().breaches == []


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=1, max_size=8))
def test_look_ups_in_any_order_and_repeated_end_where_the_newest_is(
    seen: list[tuple[int, int]],
) -> None:
    """Two swipes; each look-up is a snapshot of one of their three states."""
    account = new_card_account()
    lives: list[list[SwipeResult]] = []
    for amount in (10_00, 25_00):
        authorized = account.swipe(amount=amount)
        done = cleared(authorized, amount + 5_00)
        lives.append([authorized, done, taken_back(done)])
    newest: dict[int, int] = {}
    for which, state in seen:
        account.take_in(lives[which][state])
        newest[which] = max(newest.get(which, 0), state)
    owed = sum(lives[which][1].amount for which, state in newest.items() if state == 1)
    entries = account.entries()
    assert (entries[-1].after_principal if entries else 0) == owed
    with reading() as session:
        found = session.exec(select(Swipe).where(Swipe.account_id == account.account_id)).all()
    assert {swipe.wallet_id: swipe.state for swipe in found} == {
        lives[which][0].id: RANKS[state] for which, state in newest.items()
    }
    assert check_ledger().breaches == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"amount": 1}, "posted with 1899 instead of 1"),
        ({"state": SwipeState.PENDING}, "pending, but posted"),
        ({"state": SwipeState.REVERSED}, "reversed, but 0 given back of 1899"),
        ({"transaction_id": None}, "posted, but without an entry"),
        ({"balance_type": BalanceType.CASH_ADVANCES}, "posted as a purchase"),
    ],
)
def test_the_auditor_finds_a_swipe_that_is_not_its_entry(
    portal_db: Engine, change: dict[str, object], sentence: str
) -> None:
    account = new_card_account()
    swipe = account.posted()
    assert check_ledger().breaches == []
    with portal_db.begin() as connection:
        connection.execute(update(Swipe).where(col(Swipe.id) == swipe.id).values(**change))
    problems = [breach["problem"] for breach in check_ledger().breaches]
    assert problems == [f"swipe {swipe.id}: {sentence}"]
