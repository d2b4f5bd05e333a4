"""A grace period that is lost: what was repaid in time still bears nothing.

12 CFR 1026.54(a)(1): as a result of the loss of a grace period no interest is charged (i) for days
of cycles before the last one, which `interest` never does, and (ii) on any portion of a balance
subject to a grace period that was repaid before the period ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from services.credit_lines.balances import ByType
from services.credit_lines.interest import Change


@dataclass(frozen=True)
class Counted:
    """A change, and whether it takes a payment back: that portion was not repaid (54(b)(2))."""

    change: Change
    takes_back: bool = False


def spared(
    counted: Iterable[Counted], purchases: int, opened_on: date, due_on: date
) -> list[Change]:
    """The changes with what was repaid of the opening `purchases` by `due_on` counted from the
    cycle's first day; of what was taken back and repaid anew from the day that it was taken back.
    """
    portions, changes = [(purchases, opened_on)], []
    for one in counted:
        change = one.change
        cents = change.principal.purchases
        if cents < 0 and change.on <= due_on:
            parts, left = _taken(portions, -cents)
            changes += [Change(since, ByType(purchases=-part)) for part, since in parts]
            change = replace(change, principal=replace(change.principal, purchases=-left))
        elif cents > 0 and one.takes_back:
            portions.append((cents, change.on))
        changes.append(change)
    return changes


def _taken(portions: list[tuple[int, date]], cents: int) -> tuple[list[tuple[int, date]], int]:
    """From the newest portions, and what is more than they are."""
    parts: list[tuple[int, date]] = []
    while cents and portions:
        size, since = portions.pop()
        part = min(size, cents)
        parts.append((part, since))
        cents -= part
        if part < size:
            portions.append((size - part, since))
    return parts, cents
