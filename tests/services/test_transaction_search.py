"""What a search of a line's transactions finds, whichever way it goes, and what that costs."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.base import utc_now
from models.swipes import Swipe, SwipeState
from models.transactions import Transaction
from services.database import reading, unit_of_work
from services.transactions import matching
from services.transactions.page import transactions_page
from services.transactions.query import Sort
from tests.support.card_account import CardAccount, cleared, new_card_account, taken_back
from tests.support.ledgers import MARIA, add_ledgers

COSTED = [
    (words, sort)
    for words in ("merchant 3", "groceries", "nowhere", "payment", "1.07")
    for sort in ("-date", "amount")
]
SEARCHES = ["bean", "SHOP", "coffee", "purchase", "1.07", "late", "41", "e", "nowhere", "%"]


def names(account: CardAccount, words: str) -> list[str]:
    return [cells[1] for cells in rows(account.number, account.subject, q=words)]


def rows(number: str, subject: object = MARIA, **query: str) -> list[tuple[str, ...]]:
    with reading() as session:
        return [row.cells for row in transactions_page(session, subject, number, query).rows]  # pyright: ignore[reportArgumentType]


def test_collecting_and_going_through_find_the_same(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_ledgers()
    asked = [
        (number, {"q": words, "sort": sort.value, "page": page, **period})
        for number in ("C-1", "L-1")
        for words in SEARCHES
        for sort in Sort
        for page in ("1", "2")
        for period in ({}, {"from": "2026-09-05", "to": "2026-10-02"})
    ]
    collected = [rows(number, **query) for number, query in asked]
    monkeypatch.setattr(matching, "FEW", -1)
    assert [rows(number, **query) for number, query in asked] == collected
    assert sum(map(len, collected)) > 300


def test_a_refund_is_found_by_its_merchant(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = new_card_account()
    swipe = account.swipe("sw_back", merchant="Ålesund Café", category="travel")
    account.take_in(cleared(swipe))
    account.take_in(taken_back(cleared(swipe)))
    account.posted(merchant="Corner Bakery")
    for few in (matching.FEW, -1):
        monkeypatch.setattr(matching, "FEW", few)
        assert names(account, "ålesund") == names(account, "CAFÉ") == ["Ålesund Café"] * 2
        assert names(account, "travel") == ["Ålesund Café"] * 2


@pytest.mark.parametrize("engine_url", [""])
def test_a_search_costs_the_same_in_a_long_ledger(portal_db: Engine) -> None:
    """Steps of SQLite's machine, in hundreds: reading 3,000 swipes takes more than 600."""
    account = new_card_account()
    account.posted(merchant="Merchant 0", amount=1_00)
    buy(account, 100)
    before = {one: steps(portal_db, account, *one) for one in COSTED}
    buy(account, 3_000)
    more = {one: steps(portal_db, account, *one) - before[one] for one in COSTED}
    assert max(more.values()) < 250, more


def buy(account: CardAccount, count: int) -> None:
    """That many purchases more, at ten merchants, a row after another's pattern."""
    with unit_of_work() as session:
        entries = select(Transaction).where(col(Transaction.account_id) == account.account_id)
        last = session.exec(entries.order_by(col(Transaction.sequence).desc())).first()
        assert last is not None
        for nth in range(1, count + 1):
            _buy(session, last.model_dump(exclude={"id"}), nth)


def _buy(session: Session, pattern: dict[str, object], nth: int) -> None:
    last, day = pattern["sequence"], pattern["effective_on"]
    entry = {
        **pattern,
        "sequence": last + nth,  # pyright: ignore[reportOperatorIssue]
        "effective_on": day + timedelta(days=nth // 4),  # pyright: ignore[reportOperatorIssue]
        "amount": 1_00 + nth % 50,
    }
    entered = Transaction(**entry)  # pyright: ignore[reportArgumentType]
    session.add(entered)
    session.flush()
    session.add(
        Swipe(
            wallet_id=f"w{entered.sequence}",
            account_id=entered.account_id,
            merchant=f"Merchant {nth % 10}",
            category="groceries" if nth % 3 else "travel",
            amount=entered.amount,
            state=SwipeState.POSTED,
            swiped_on=entered.effective_on,
            posted_on=entered.effective_on,
            swiped_at=utc_now(),
            transaction_id=entered.id,
        )
    )


def steps(engine: Engine, account: CardAccount, words: str, sort: str) -> int:
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with reading() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(step, 100)
        transactions_page(session, account.subject, account.number, {"q": words, "sort": sort})
        driver.set_progress_handler(None, 0)
    return count
