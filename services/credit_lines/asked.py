"""What the last statement asks for, and what is left of it after payments and credits."""

from dataclasses import dataclass
from datetime import date

from services.servicing.due import PastDue


@dataclass(frozen=True)
class Asked:
    """Cents. `paid` and `credits` came after the statement.

    balance         its new balance; negative: a credit balance
    minimum         with `past_due`, the part that an earlier statement asked for already
    fees            the part of the minimum that only late fees put there (16 CFR 444.4)
    past_due_since  the oldest due date of `past_due`
    late_on         the due date before `due_on`, if its minimum was missed
    disputed        owed, but not asked for while its case is open (12 CFR 1026.13(d))
    excused         the part of the minimum that a dispute took out of it
    in_grace        purchases bore no interest: what is repaid of them by `due_on` never bears any
    """

    balance: int = 0
    minimum: int = 0
    past_due: int = 0
    fees: int = 0
    due_on: date | None = None
    past_due_since: date | None = None
    late_on: date | None = None
    paid: int = 0
    credits: int = 0
    disputed: int = 0
    excused: int = 0
    in_grace: bool = False


def balance_left(asked: Asked, owed: int) -> int:
    """Of the statement's balance; a merchant's credit counts, and never more than is owed."""
    return max(0, min(asked.balance - asked.paid - asked.credits, owed))


def minimum_left(asked: Asked, owed: int) -> int:
    """Of the minimum: only payments count, but never more than is owed."""
    return max(0, min(asked.minimum - asked.excused - asked.paid, owed - asked.disputed))


def past_due_left(asked: Asked, owed: int, on: date) -> PastDue | None:
    """What was due before `on` and is not paid; what was paid counts toward it first."""
    if asked.due_on is not None and on > asked.due_on:
        amount, since = minimum_left(asked, owed), asked.past_due_since or asked.due_on
        if asked.paid >= asked.past_due:
            since = asked.due_on
    else:
        amount = past_due_before(asked, owed)
        since = asked.past_due_since
    if not amount or since is None:
        return None
    return PastDue(amount, since, (on - since).days)


def past_due_before(asked: Asked, owed: int) -> int:
    """What an earlier statement asked for and is still missing."""
    return max(0, min(asked.past_due - asked.paid, minimum_left(asked, owed)))
