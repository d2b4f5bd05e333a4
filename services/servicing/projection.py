"""From the actual position to zero, if every installment is paid on its day."""

from dataclasses import dataclass
from datetime import date

from services.servicing.amortize import Owed, amortize
from services.servicing.due import satisfied
from services.servicing.level import level_payment
from services.servicing.position import Position
from services.servicing.schedule import Schedule, installments
from services.servicing.terms import Terms


def project(position: Position, terms: Terms, on: date) -> Schedule:
    """Rows still to pay; what is past due is taken as paid on `on`. Empty when nothing is owed.

    `len(schedule)` is the remaining payments. Fees due come first; the last row takes the rest.
    Interest is not rounded at `on`, a day that posts nothing: the rows are those that will post.
    """
    payment, done = level_payment(terms), satisfied(position, terms)
    asked = (
        (max(day, on), amount)
        for day, amount in installments(
            terms, payment, done + 1, position.schedule_credit - done * payment
        )
    )
    owed = Owed(
        position.principal, position.interest_due, position.fees_due, position.accrued_through
    )
    columns = amortize(terms, owed, asked)
    return Schedule(
        terms,
        done + 1,
        payment,
        position.principal,
        columns.payments,
        columns.fees,
        columns.balances,
    )


@dataclass(frozen=True)
class Balloon:
    """Cents, and the due date."""

    amount: int
    due_date: date


def balloon(projection: Schedule) -> Balloon | None:
    """The last payment, where it is more than twice the others (12 CFR 1026.18(s)(5)(i))."""
    last_due = projection.last_due
    if last_due is None or projection.payments[-1] <= 2 * projection.payment:
        return None
    return Balloon(projection.payments[-1], last_due)


def payoff_date(projection: Schedule, on: date) -> date | None:
    """The day that a projection made on `on` reaches zero; None when nothing is owed."""
    last = projection.last_due
    return None if last is None else max(last, on)
