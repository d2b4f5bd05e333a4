"""The whole ledger in one pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import TypedDict

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, Schedule
from models.credit_lines import LineEntry
from models.due_work import LateFeeAssessment
from models.payments import Payment
from models.transactions import Transaction
from services.database import reading
from services.ledger.rows import terms_in
from services.ledger_check.entries import entry_problems
from services.ledger_check.line_entries import LineRow
from services.ledger_check.lines import LineAudit
from services.ledger_check.payments import payment_problems, reversal_problems
from services.ledger_check.predicted import Context, prediction_problems
from services.ledger_check.statements import misplaced
from services.ledger_check.swipes import dispute_problems, swipe_problems
from services.servicing.terms import Terms


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
    schedules = _Revisions(session)
    for account_id, rows in groupby(_rows(session), key=lambda row: row[0].account_id):
        terms = schedules.of(account_id)
        before: Transaction | None = None
        line: LineAudit | None = None
        number = ""
        for entry, number, kind, extra, origin, mark, *by_type in rows:
            checked.transactions += 1
            problems = entry_problems(entry, before)
            if kind in CREDIT_KINDS:
                line = line or LineAudit(session, account_id)
                row = LineRow(entry, by_type[0], origin, by_type[1], mark)
                problems = chain(problems, line.problems(row))
            else:
                context = Context(extra, origin, mark)
                problems = chain(problems, prediction_problems(entry, before, terms, context))
            for problem in problems:
                yield Breach(account=number, sequence=entry.sequence, problem=problem)
            before = entry
        for problem in line.finish() if line else ():
            yield Breach(account=number, sequence=None, problem=problem)


def _rows(session: Session):
    """Account by account, in order: entry, account's number and kind, the entry's context, its
    row by type of balance and that of the entry that it reverses.
    """
    origin, by_type, origin_by_type = aliased(Transaction), aliased(LineEntry), aliased(LineEntry)
    return session.execute(
        select(  # pyright: ignore[reportCallIssue]
            Transaction,
            Account.number,  # pyright: ignore[reportArgumentType]
            Account.kind,
            Payment.extra_to,
            origin,
            LateFeeAssessment.installment,
            by_type,
            origin_by_type,
        )
        .join(Account, col(Account.id) == Transaction.account_id)
        .outerjoin(Payment, col(Payment.id) == Transaction.payment_id)
        .outerjoin(origin, col(origin.id) == Transaction.reverses_id)
        .outerjoin(LateFeeAssessment, col(LateFeeAssessment.transaction_id) == col(Transaction.id))
        .outerjoin(by_type, col(by_type.transaction_id) == col(Transaction.id))
        .outerjoin(origin_by_type, col(origin_by_type.transaction_id) == col(origin.id))
        .order_by(col(Transaction.account_id), col(Transaction.sequence))
        .execution_options(yield_per=1_000)
    )


class _Revisions:
    """The terms of one account after another, read beside the entries."""

    def __init__(self, session: Session) -> None:
        rows = session.exec(
            select(Schedule)
            .order_by(col(Schedule.account_id), col(Schedule.revision))
            .execution_options(yield_per=1_000)
        )
        self._groups = groupby(rows, key=lambda schedule: schedule.account_id)
        self._next = next(self._groups, None)

    def of(self, account_id: int) -> list[Terms]:
        """Every revision; none for a line of credit. Ids must be asked for in rising order."""
        while self._next is not None and self._next[0] < account_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != account_id:
            return []
        terms = [terms_in(schedule) for schedule in self._next[1]]
        self._next = next(self._groups, None)
        return terms


def _others(session: Session) -> Iterator[Breach]:
    found = chain(
        payment_problems(session),
        reversal_problems(session),
        swipe_problems(session),
        dispute_problems(session),
        misplaced(session),
    )
    for account_id, problem in found:
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
