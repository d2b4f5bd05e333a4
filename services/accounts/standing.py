"""Accounts with all that their figures need, in one query however many there are (P12)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from sqlalchemy import literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select
from sqlmodel.sql.expression import Select

from models.accounts import (
    CREDIT_KINDS,
    Account,
    Lifecycle,
    Product,
    Schedule,
)
from models.credit_lines import CreditLine
from models.swipes import Swipe, SwipeState
from models.transactions import Transaction
from services.accounts.repository import accounts_visible_to, is_number
from services.business_date import today
from services.credit_lines.asked import past_due_left
from services.errors import NotFound
from services.ledger.line_rows import asked_of
from services.ledger.rows import position_after, terms_in
from services.servicing.due import NextDue, PastDue, next_due, past_due
from services.servicing.position import Position, accrue
from services.servicing.projection import Balloon, balloon, project
from services.servicing.schedule import Schedule as Projection
from services.servicing.terms import Terms
from services.subject import AgentSubject, Subject

Link = TypeVar("Link")


@dataclass(frozen=True)
class Standing:
    """An account on the day `on`. `terms` is None for a line of credit, `line` for a loan.

    `pending`: cents of swipes that are authorized and not posted.
    """

    account: Account
    product: Product
    position: Position
    terms: Terms | None
    paid_before: int
    line: CreditLine | None
    on: date
    pending: int = 0

    @property
    def is_open(self) -> bool:
        return self.account.lifecycle is Lifecycle.OPEN

    @property
    def balance(self) -> int:
        """Principal outstanding; of a line of credit all that is owed."""
        return self.position.principal if self.terms else self.position.owed

    @cached_property
    def past_due(self) -> PastDue | None:
        if not self.is_open:
            return None
        if self.terms:
            return past_due(self.position, self.terms, self.on)
        return past_due_left(asked_of(self.line), self.balance, self.on) if self.line else None

    @cached_property
    def next_due(self) -> NextDue | None:
        if not self.is_open or not self.terms:
            return None
        return next_due(self.position, self.terms, self.on)

    @property
    def payments(self) -> int:
        """Scheduled installments, with those made before the account was boarded."""
        return self.paid_before + (self.terms.payments if self.terms else 0)

    @cached_property
    def projection(self) -> Projection | None:
        """Installments still to pay; None where there are none, and of a line of credit."""
        if not self.is_open or not self.terms or not self.payable:
            return None
        return project(self.position, self.terms, self.on)

    @property
    def remaining(self) -> int:
        return len(self.projection) if self.projection else 0

    @property
    def balloon(self) -> Balloon | None:
        """The last payment, if it is far larger than the others and still to fall due."""
        found = balloon(self.projection) if self.projection else None
        return found if found and found.due_date >= self.on else None

    @property
    def payable(self) -> bool:
        """Whether the payment dialog can take it: an account that owes, open or a closed line."""
        if self.line is not None and self.account.lifecycle is Lifecycle.CLOSED:
            return self.position.owed > 0
        if not self.is_open:
            return False
        if self.terms:
            return accrue(self.position, self.terms, self.on).owed > 0
        return self.line is not None and self.position.owed > 0

    @property
    def available(self) -> int:
        """Credit of a line that can still be drawn, cents; what is authorized holds some."""
        if not self.line or not self.is_open:
            return 0
        used = self.position.owed - self.position.unapplied
        return max(0, self.line.credit_limit - used - self.pending)


def standings(session: Session, subject: Subject) -> list[Standing]:
    """The subject's accounts: open ones first, loans before lines of credit, then by number."""
    found = [one for one, _ in standings_in(session, accounts_visible_to(subject))]
    return sorted(found, key=_rank)


def _rank(one: Standing) -> tuple[bool, bool, str]:
    return not one.is_open, one.account.kind in CREDIT_KINDS, one.account.number


def standing(session: Session, subject: Subject, number: object) -> Standing:
    """One of them. Raises `NotFound`."""
    if not is_number(number):
        raise NotFound
    query = accounts_visible_to(subject).where(col(Account.number) == number)
    found = standings_in(session, query)
    if not found:
        raise NotFound
    return found[0][0]


def any_standing(session: Session, agent: AgentSubject, number: object) -> Standing:
    """For an agent, of any role. Raises `NotFound`."""
    if not is_number(number):
        raise NotFound
    query = select(Account, literal(0)).where(col(Account.number) == number)
    found = standings_in(session, query)
    if not found:
        raise NotFound
    return found[0][0]


def standings_in(session: Session, accounts: Select[Account, Link]) -> list[tuple[Standing, Link]]:
    """Of a repository's query; in its order. `Link`: what the query selects beside the account."""
    other, newer = aliased(Transaction), aliased(Schedule)
    account_id = col(Account.id)
    last = select(func.max(other.sequence)).where(other.account_id == account_id)
    newest = select(func.max(newer.revision)).where(newer.account_id == account_id)
    pending = select(func.coalesce(func.sum(Swipe.amount), 0)).where(
        col(Swipe.account_id) == account_id, col(Swipe.state) == SwipeState.PENDING
    )
    query = (
        accounts.add_columns(Product, Transaction, Schedule, CreditLine, pending.scalar_subquery())  # pyright: ignore[reportArgumentType]
        .join(Product, col(Product.id) == col(Account.product_id))
        .outerjoin(
            Transaction,
            and_(
                col(Transaction.account_id) == account_id,
                col(Transaction.sequence) == last.scalar_subquery(),
            ),
        )
        .outerjoin(
            Schedule,
            and_(
                col(Schedule.account_id) == account_id,
                col(Schedule.revision) == newest.scalar_subquery(),
            ),
        )
        .outerjoin(CreditLine, col(CreditLine.account_id) == account_id)
    )
    on = today(session)
    rows = session.execute(query).all()
    return [(_standing(account, *rest, on=on), link) for account, link, *rest in rows]


def _standing(
    account: Account,
    product: Product,
    last: Transaction | None,
    schedule: Schedule | None,
    line: CreditLine | None,
    pending: int,
    *,
    on: date,
) -> Standing:
    return Standing(
        account,
        product,
        position_after(last) if last else Position(on),
        terms_in(schedule) if schedule else None,
        schedule.paid_before if schedule else 0,
        line,
        on,
        int(pending),
    )
