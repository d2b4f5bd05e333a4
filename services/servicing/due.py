"""What the schedule asks for on a day, given what the ledger says. Never more than the payoff."""

from dataclasses import dataclass
from datetime import date

from services.servicing.position import Position
from services.servicing.terms import Terms


@dataclass(frozen=True)
class NextDue:
    """The next installment not yet satisfied; `amount` is what remains of it, cents."""

    number: int
    due_date: date
    amount: int


@dataclass(frozen=True)
class PastDue:
    """What is missing of installments due before today, cents; never empty: None instead."""

    amount: int
    since: date
    days: int


def next_due(position: Position, terms: Terms, on: date) -> NextDue | None:
    """The first installment due on or after `on` that is not satisfied; None: nothing more."""
    raise NotImplementedError


def past_due(position: Position, terms: Terms, on: date) -> PastDue | None:
    """Installments due before `on`, as far as unsatisfied; after the last, all that is owed."""
    raise NotImplementedError


def is_due_within(due: NextDue | None, on: date, days: int) -> bool:
    raise NotImplementedError
