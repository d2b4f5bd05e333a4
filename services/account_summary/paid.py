"""What has been paid, and what is left: the ring *What you've paid*."""

from dataclasses import dataclass
from decimal import Decimal

from services.account_summary.frame import SIZE
from services.account_summary.views import PaidChart, Slice
from services.language import _, formats
from services.servicing.position import Position


@dataclass(frozen=True)
class Part:
    """`cents` of `whole`; `before`: those of the parts drawn earlier."""

    key: str
    label: str
    cents: int
    before: int
    whole: int

    @property
    def share(self) -> str:
        """With one decimal: 34.2%."""
        return formats.percent(Decimal(100 * self.cents) / max(1, self.whole), 1)


def parts_of(position: Position) -> tuple[Part, ...]:
    """In the order drawn. What was written off is a part only where there is any."""
    amounts = [
        ("principal", _("Principal paid"), position.paid_principal),
        ("interest", _("Interest paid"), position.paid_interest),
        ("fees", _("Fees paid"), position.paid_fees),
        ("balance", _("Remaining principal"), position.principal),
    ]
    if position.written_off:
        amounts.append(("written-off", _("Written off"), position.written_off))
    whole = sum(cents for _key, _label, cents in amounts)
    before = [sum(cents for _key, _label, cents in amounts[:i]) for i in range(len(amounts))]
    return tuple(
        Part(key, label, cents, so_far, whole)
        for (key, label, cents), so_far in zip(amounts, before, strict=True)
    )


def paid_chart(position: Position) -> PaidChart:
    slices = tuple(
        Slice(one.key, one.label, formats.money(one.cents), one.share, *_arc(one))
        for one in parts_of(position)
    )
    return PaidChart(repaid(position), slices)


def repaid(position: Position) -> str:
    """Whole percent of what was lent, rounded down: 100% only when all of it is paid."""
    percent = 100 * position.paid_principal // max(1, position.advanced)
    return formats.percent(Decimal(percent), 0)


def _arc(part: Part) -> tuple[str, str]:
    """`stroke-dasharray` and `-dashoffset` on a circle that is `SIZE` long."""
    whole = max(1, part.whole)
    start, end = SIZE * part.before // whole, SIZE * (part.before + part.cents) // whole
    return f"{end - start} {SIZE}", str(-start)
