"""Late fees: once an installment, never pyramiding.

16 CFR 444.4: no late fee on a payment that is otherwise full and timely, when only late fees on
earlier installments make it short. It holds because
- the schedule credit counts such a payment in full (see application);
- an installment paid in part is not late while no more is missing than late fees were ever paid:
  what was paid ahead may have made up for one;
- an account whose credit reaches the schedule's total is assessed nothing more, although its last
  installment goes on asking for what the fees left over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from services.servicing.due import satisfied
from services.servicing.duedates import due_before
from services.servicing.level import level_payment
from services.servicing.position import Position, accrue
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms


@dataclass(frozen=True)
class LateFee:
    """A product's rule: `amount` cents for an installment unpaid `grace_days` after its date."""

    amount: int
    grace_days: int


def late_fees_due(
    position: Position, terms: Terms, rule: LateFee, on: date, assessed: Collection[int] = ()
) -> tuple[int, ...]:
    """Numbers of the installments to assess on `on`; `assessed` were so before.

    A payment within the grace days is timely: the fee falls due on the day after them.
    """
    if rule.amount == 0 or accrue(position, terms, on).owed == 0:
        return ()
    late = due_before(terms, on - timedelta(days=rule.grace_days))
    first = satisfied(position, terms) + 1 + _short_by_fees_alone(position, terms)
    if first > late or position.schedule_credit >= sum(build_schedule(terms).payments):
        return ()
    return tuple(number for number in range(first, late + 1) if number not in assessed)


def _short_by_fees_alone(position: Position, terms: Terms) -> bool:
    """The first installment not satisfied is paid but for a part that late fees can explain."""
    level = level_payment(terms)
    missing = (satisfied(position, terms) + 1) * level - position.schedule_credit
    return missing < level and missing <= position.paid_fees
