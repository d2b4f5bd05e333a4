"""What the schedule asks for on a day, given what the ledger says. Never more than the payoff."""

from dataclasses import dataclass
from datetime import date

from services.servicing.duedates import due_before, due_date
from services.servicing.level import level_payment
from services.servicing.position import Position, accrue
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


@dataclass(frozen=True)
class Choices:
    """What a payment made on that day may be for, cents; each at most `payoff`, 0: nothing."""

    next_due: int
    past_due: int
    payoff: int


def next_due(position: Position, terms: Terms, on: date) -> NextDue | None:
    """The first installment due on or after `on` that is not satisfied; None: nothing more.

    The last one, and any that would ask for more than the payoff on its day, asks for the payoff
    less what is past due.
    """
    number = max(due_before(terms, on), satisfied(position, terms)) + 1
    if number > terms.payments:
        return None
    day = due_date(terms, number)
    late = past_due(position, terms, on)
    amount = accrue(position, terms, max(day, on)).owed - (late.amount if late else 0)
    if number < terms.payments:
        level = level_payment(terms)
        credited = max(0, position.schedule_credit - (number - 1) * level)
        amount = min(amount, level - credited)
    return NextDue(number, day, amount) if amount > 0 else None


def past_due(position: Position, terms: Terms, on: date) -> PastDue | None:
    """Installments due before `on`, as far as unsatisfied; after the last, all that is owed."""
    amount = accrue(position, terms, on).owed
    passed = due_before(terms, on)
    if passed < terms.payments:
        amount = min(amount, passed * level_payment(terms) - position.schedule_credit)
    if amount <= 0:
        return None
    since = due_date(terms, satisfied(position, terms) + 1)
    return PastDue(amount, since, (on - since).days)


def choices(position: Position, terms: Terms, on: date) -> Choices:
    """The amounts that the payment dialog offers.

    An installment that ends the account may ask for more on its day than the payoff today.
    """
    owed = accrue(position, terms, on).owed
    coming, late = next_due(position, terms, on), past_due(position, terms, on)
    return Choices(min(coming.amount, owed) if coming else 0, late.amount if late else 0, owed)


def is_due_within(due: NextDue | None, on: date, days: int) -> bool:
    """Whether it falls due on `on` or in the `days` after it."""
    return due is not None and 0 <= (due.due_date - on).days <= days


def satisfied(position: Position, terms: Terms) -> int:
    """How many installments the schedule credit covers; never the last: only the payoff does."""
    return min(position.schedule_credit // level_payment(terms), terms.payments - 1)


def asked_by(position: Position, terms: Terms, on: date) -> int:
    """Cents of past due and next installment, by the calendar, still uncredited on `on`.

    `position` is accrued to `on`. An installment paid before its day is not followed by the next:
    so a payment in two parts counts like one.
    """
    number = due_before(terms, on) + 1
    if number >= terms.payments:
        return position.owed
    return max(0, number * level_payment(terms) - position.schedule_credit)
