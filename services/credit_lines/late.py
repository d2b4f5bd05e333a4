"""Late fees: once a missed minimum payment, never pyramiding.

16 CFR 444.4: none on a payment that is otherwise full and timely, when only earlier fees make it
short: what is missing must be more than fees added to the minimum. 12 CFR 1026.52(b)(2)(i): never
more than the minimum that was missed.
"""

from dataclasses import dataclass
from datetime import date

from services.credit_lines.asked import Asked, minimum_left, past_due_before
from services.credit_lines.terms import LineTerms


@dataclass(frozen=True)
class LateFeeDue:
    """`amount` cents for the minimum payment that was due on `due_on`."""

    due_on: date
    amount: int


def late_fees_due(asked: Asked, terms: LineTerms, owed: int, on: date) -> tuple[LateFeeDue, ...]:
    """What is late on `on`, assessed before or not: of the last statement and the one before it.

    A payment within the grace days is timely, also when the next statement was made meanwhile.
    """
    if not terms.late_fee:
        return ()
    before = past_due_before(asked, owed)
    candidates = (
        (asked.late_on, before, asked.past_due),
        (asked.due_on, minimum_left(asked, owed), asked.minimum),
    )
    return tuple(
        LateFeeDue(due_on, min(terms.late_fee, minimum))
        for due_on, missing, minimum in candidates
        if due_on is not None and on > due_on + terms.grace and missing > asked.fees
    )
