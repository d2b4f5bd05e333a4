"""The whole ledger in one pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypedDict

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.accounts import Account
from models.payments import Payment
from models.transactions import Transaction
from services.database import reading
from services.ledger_check.entries import entry_problems
from services.ledger_check.payments import payment_problems, reversal_problems


class Breach(TypedDict):
    """`account` is its number; `sequence` the entry's, None where the breach is no entry's."""

    account: str
    sequence: int | None
    problem: str


@dataclass
class Checked:
    accounts: int = 0
    transactions: int = 0
    payments: int = 0
    breaches: list[Breach] = field(default_factory=list)


def check_ledger() -> Checked:
    """Every invariant, on one snapshot of the database."""
    with reading() as session:
        checked = Checked(accounts=_count(session, Account), payments=_count(session, Payment))
        for problem in chain(_entries(session, checked), _others(session)):
            checked.breaches.append(problem)
        return checked


def _count(session: Session, table: type[Account] | type[Payment]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def _entries(session: Session, checked: Checked) -> Iterator[Breach]:
    rows = session.exec(
        select(Transaction, Account.number)
        .join(Account, col(Account.id) == Transaction.account_id)
        .order_by(col(Transaction.account_id), col(Transaction.sequence))
        .execution_options(yield_per=1_000)
    )
    before: Transaction | None = None
    for entry, number in rows:
        checked.transactions += 1
        if before is not None and before.account_id != entry.account_id:
            before = None
        for problem in entry_problems(entry, before):
            yield Breach(account=number, sequence=entry.sequence, problem=problem)
        before = entry


def _others(session: Session) -> Iterator[Breach]:
    for account_id, problem in chain(payment_problems(session), reversal_problems(session)):
        account = session.get(Account, account_id)
        number = account.number if account else str(account_id)
        yield Breach(account=number, sequence=None, problem=problem)
    empty = (
        select(Account.number)
        .outerjoin(Transaction, col(Transaction.account_id) == Account.id)
        .where(col(Transaction.id).is_(None))
    )
    for number in session.exec(empty):
        yield Breach(account=number, sequence=None, problem="no entry")
