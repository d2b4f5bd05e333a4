"""Late fees: once an installment, never pyramiding.

16 CFR 444.4: no late fee on a payment that is otherwise full and timely, when only late fees on
earlier installments make it short. It holds because the schedule credit counts such a payment in
full (see application). The last installment asks for all that is owed; here it counts as paid
once the credit reaches the schedule's total, whatever fees and their absence left over.
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
    if late == terms.payments and _last_is_paid(position, terms):
        late -= 1
    unpaid = range(satisfied(position, terms) + 1, late + 1)
    return tuple(number for number in unpaid if number not in assessed)


def _last_is_paid(position: Position, terms: Terms) -> bool:
    return position.schedule_credit >= sum(build_schedule(terms).payments)
