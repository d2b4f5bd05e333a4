"""Books of any size, kept in the data folder: one loan posted by the ledger, copied in SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Table, cast, insert, literal, select
from sqlmodel import Session

from bench.kept import kept_database
from bench.served import settings
from models.accounts import Account, AccountKind, AccountLink, Product, Schedule
from models.base import metadata
from models.customers import Customer
from services import ledger
from services.business_date import freeze_at
from services.servicing.duedates import due_date
from services.servicing.terms import Terms

OWN = 4
"""Accounts of the book's first customer; all others are the second's."""
TERMS = Terms(25_000_00, Decimal("9.9"), 240, date(2006, 2, 1))


@contextmanager
def book(accounts: int, entries: int) -> Iterator[Path]:
    """This process's settings on a book of so many accounts, each of so many entries."""
    size = f"{accounts}x{entries}"
    kept = kept_database("book", size, lambda session: _fill(session, accounts, entries))
    with settings(kept):
        yield kept


def _fill(session: Session, accounts: int, entries: int) -> None:
    freeze_at(session, due_date(TERMS, entries))
    product = Product(code="bench", name="Personal loan", kind=AccountKind.PERSONAL_LOAN)
    session.add(product)
    people = [
        Customer(first_name="B", last_name="R", email=f"b{n}@example.com", portal_access=True)
        for n in (1, 2)
    ]
    session.add_all(people)
    session.flush()
    first = ledger.open_loan(
        session, number="B-0", product=product, name="", terms=TERMS, opened_on=TERMS.starts
    )
    assert first.id
    for number in range(1, entries):
        ledger.post_payment(session, first.id, 245_00, due_date(TERMS, number))
    session.add(AccountLink(customer_id=people[0].id or 0, account_id=first.id))
    session.flush()
    _copies(session, Account, first.id, range(1, accounts), number=True)
    for table in (Schedule, AccountLink):
        _copies(session, table, first.id, range(1, accounts))
    _copies(session, "transactions", first.id, range(1, accounts))
    links = metadata.tables["account_links"]
    others = links.c.account_id >= first.id + OWN
    session.execute(links.update().where(others).values(customer_id=people[1].id))


def _copies(
    session: Session, source: Any, first: int, numbers: range, *, number: bool = False
) -> None:
    """Rows of the first account again for each number: its account is that much further on."""
    table: Table = metadata.tables[source] if isinstance(source, str) else source.__table__
    own = "id" if number else "account_id"
    n = select(literal(numbers.start).label("n")).cte("numbers", recursive=True)
    n = n.union_all(select(n.c.n + 1).where(n.c.n < numbers.stop - 1))
    values = {column.name: column for column in table.c if number or column.name != "id"}
    values[own] = table.c[own] + n.c.n
    if number:
        values["number"] = literal("B-").concat(cast(n.c.n, table.c.number.type))
    rows = select(*values.values()).select_from(table.join(n, literal(True)))
    session.execute(insert(table).from_select(list(values), rows.where(table.c[own] == first)))
