"""Late fees: once an installment, never pyramiding.

16 CFR 444.4: no late fee on a payment that is otherwise full and timely, when only late fees on
earlier installments make it short. It holds because
- the schedule credit counts such a payment in full (see application);
- an installment paid in part is not late while no more is missing than late fees were ever paid:
  what was paid ahead may have made up for one;
- nothing more is assessed once the credit reaches the schedule's total, although the account goes
  on asking for what the fees left over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from services.servicing.due import satisfied
from services.servicing.duedates import due_before
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
    first = satisfied(position, terms) + 1
    if first > late or position.schedule_credit >= _scheduled(terms, terms.payments):
        return ()
    first += _paid_but_for_fees(position, terms, first)
    return tuple(number for number in range(first, late + 1) if number not in assessed)


def _paid_but_for_fees(position: Position, terms: Terms, number: int) -> bool:
    """Of the first installment not satisfied only a part is missing, which fees can explain."""
    asked = _scheduled(terms, number)
    missing = asked - position.schedule_credit
    in_part = missing < asked - _scheduled(terms, number - 1)
    return in_part and missing <= position.paid_fees


def _scheduled(terms: Terms, number: int) -> int:
    """Cents of the installments up to `number`."""
    return sum(build_schedule(terms).payments[:number])
