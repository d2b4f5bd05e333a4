"""P12: what an account's list of transactions costs as its ledger grows a hundredfold."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from urllib.parse import urlencode

from sqlalchemy import Engine, insert
from sqlmodel import Session, col, select

from bench.kept import kept_database, portal_url
from bench.result import Result, time_ratio
from models.accounts import Account, AccountKind, AccountLink, Product
from models.base import utc_now
from models.customers import Customer
from models.swipes import Swipe, SwipeState
from models.transactions import Transaction, TransactionKind
from services.database import make_engine, reading
from services.ledger.entries import append
from services.servicing.position import Position
from services.subject import Subject
from services.transactions.listing import PAGE
from services.transactions.page import transactions_page

SMALL, LARGE, PENDING = 100, 10_000, 6
SUBJECT = Subject(1, 1, 1, "B R")
FIRST = date(2020, 1, 1)
HOW = (
    f"{LARGE:,} posted purchases of a card account over {SMALL}, {PENDING} pending ones in both, in"
    " turns: {}. Median of 15 rounds"
)
ASKED: dict[str, dict[str, str]] = {
    "first page": {},
    "orders": {"sort": "-amount"},
    "period": {"from": "2020-01-01", "to": "2020-01-09", "page": "2"},
    "search by merchant": {"q": "merchant 1"},
    "search by category": {"q": "coffee", "sort": "-amount"},
    "search in vain": {"q": "nowhere"},
}


def run() -> list[Result]:
    small, large = _engine(SMALL), _engine(LARGE)
    results = []
    for name, query in ASKED.items():
        ratio = time_ratio(partial(_page, large, query), partial(_page, small, query), calls=20)
        how = HOW.format(f"?{urlencode(query)}" if query else "newest first")
        results.append(Result("P12", f"transactions, {name}", ratio, 1.3, how))
    return results


def _page(engine: Engine, query: dict[str, str]) -> None:
    with reading(engine) as session:
        rows = transactions_page(session, SUBJECT, "C-1", query).rows
        assert len(rows) == (0 if query.get("q") == "nowhere" else PAGE)


def _engine(entries: int) -> Engine:
    kept = kept_database("transactions", str(entries), lambda session: _fill(session, entries))
    return make_engine(portal_url(kept))


def _fill(session: Session, entries: int) -> None:
    product = Product(code="bench", name="Card", kind=AccountKind.CARD)
    customer = Customer(first_name="B", last_name="R", email="b@example.com", portal_access=True)
    session.add_all([product, customer])
    session.flush()
    account = Account(
        number="C-1", product_id=product.id or 0, kind=AccountKind.CARD, opened_on=FIRST
    )
    session.add(account)
    session.flush()
    session.add(AccountLink(customer_id=customer.id or 0, account_id=account.id or 0))
    first = append(
        session,
        account.id or 0,
        Position(FIRST, principal=1_00, advanced=1_00),
        kind=TransactionKind.PURCHASE,
        effective_on=FIRST,
        amount=1_00,
    )
    pattern = first.model_dump(exclude={"id"})
    _insert(session, Transaction, entries - 1, lambda n: {**pattern, **_place(n)})
    ids = session.execute(select(col(Transaction.id)).order_by(col(Transaction.id))).scalars()
    posted: Iterator[int | None] = iter([*ids, *[None] * PENDING])
    _insert(session, Swipe, entries + PENDING, lambda n: _swipe(n, account.id or 0, next(posted)))


def _place(n: int) -> dict[str, object]:
    """A dozen a day, so that a period of days is as long in both."""
    return {
        "sequence": n + 2,
        "effective_on": FIRST + timedelta(days=(n + 1) // 12),
        "amount": 1_00 + n % 977,
    }


def _swipe(n: int, account_id: int, transaction_id: int | None) -> dict[str, object]:
    return {
        "wallet_id": f"w{n}",
        "account_id": account_id,
        "merchant": f"Merchant {n % 40}",
        "category": "coffee" if n % 3 else "groceries",
        "balance_type": "purchases",
        "amount": 1_00 + n % 977,
        "state": SwipeState.POSTED if transaction_id else SwipeState.PENDING,
        "swiped_on": FIRST + timedelta(days=n // 12),
        "swiped_at": utc_now(),
        "transaction_id": transaction_id,
    }


def _insert(
    session: Session, table: type, count: int, values: Callable[[int], dict[str, object]]
) -> None:
    numbers = iter(range(count))
    while batch := list(islice(numbers, 2_000)):
        session.connection().execute(insert(table), [values(n) for n in batch])
