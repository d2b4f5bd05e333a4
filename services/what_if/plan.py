"""Paying more than the schedule asks: which payments that means, and what they come to.

The borrower keeps making every scheduled payment, on its day; what is past due is taken as paid
today, as in `servicing.projection`. More goes to principal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from services.servicing.amortize import Owed, amortize
from services.servicing.due import satisfied
from services.servicing.duedates import due_before, due_date
from services.servicing.level import level_payment
from services.servicing.position import Position
from services.servicing.schedule import installments
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Plan:
    """Cents: `extra` with each installment from today on, `lump` once, on `lump_on`."""

    extra: int = 0
    lump: int = 0
    lump_on: date | None = None


class Played(NamedTuple):
    """One payment of a plan, cents. `payment = principal + interest + fees`."""

    on: date
    payment: int
    principal: int
    interest: int
    fees: int
    balance: int
    scheduled: bool
    """Whether it is an installment, not the lump sum."""


@dataclass(frozen=True)
class Outcome:
    """All payments of a plan until nothing is owed; none when nothing is."""

    rows: Sequence[Played]

    @property
    def interest(self) -> int:
        return sum(row.interest for row in self.rows)

    @property
    def paid_off_on(self) -> date | None:
        return self.rows[-1].on if self.rows else None

    @property
    def installments(self) -> int:
        return sum(row.scheduled for row in self.rows)


def play(position: Position, terms: Terms, on: date, plan: Plan) -> Outcome:
    """The plan's payments as servicing would post them. Raises nothing."""
    asked = list(_with_lump(_asked(position, terms, on, plan.extra), plan))
    owed = Owed(
        position.principal, position.interest_due, position.fees_due, position.accrued_through
    )
    columns = amortize(terms, owed, ((day, amount) for day, amount, _ in asked))
    rows, before = [], position.principal
    made = zip(asked, columns.payments, columns.fees, columns.balances, strict=False)
    for (day, _, scheduled), payment, fees, balance in made:
        principal = before - balance
        interest = payment - fees - principal
        rows.append(Played(day, payment, principal, interest, fees, balance, scheduled))
        before = balance
    return Outcome(rows)


def first_installment(position: Position, terms: Terms, on: date) -> date | None:
    """The day of the first installment that more can be paid with; None: none is left."""
    number = max(due_before(terms, on), satisfied(position, terms)) + 1
    return due_date(terms, number) if number <= terms.payments else None


_Asked = tuple[date, int | None, bool]
"""Day, cents (None: all that is owed), whether it is an installment."""


def _asked(position: Position, terms: Terms, on: date, extra: int) -> Iterator[_Asked]:
    payment, done = level_payment(terms), satisfied(position, terms)
    credit = position.schedule_credit - done * payment
    for day, amount in installments(terms, payment, done + 1, credit):
        more = extra if day >= on else 0
        yield max(day, on), None if amount is None else amount + more, True


def _with_lump(asked: Iterator[_Asked], plan: Plan) -> Iterator[_Asked]:
    """In order of days; on the same day the installment comes first."""
    if not plan.lump or plan.lump_on is None:
        return asked
    return iter(sorted([*asked, (plan.lump_on, plan.lump, False)], key=itemgetter(0)))
