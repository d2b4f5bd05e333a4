"""Late fees: once an installment, never pyramiding (16 CFR 444.4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from services.servicing.position import Position
from services.servicing.terms import Terms


@dataclass(frozen=True)
class LateFee:
    """A product's rule: `amount` cents once an installment is unpaid `grace_days` after its date."""

    amount: int
    grace_days: int


def late_fees_due(
    position: Position, terms: Terms, rule: LateFee, on: date, assessed: Collection[int] = ()
) -> tuple[int, ...]:
    """Numbers of the installments to assess on `on`; `assessed` were so before."""
    raise NotImplementedError
