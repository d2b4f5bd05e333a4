"""What a borrower asks, as it came from the browser, read into a plan."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal
from urllib.parse import urlencode

from services.days import parse_day
from services.errors import InvalidInput
from services.money import parse_amount
from services.servicing.errors import NotPositive
from services.servicing.position import Position
from services.servicing.terms import Terms
from services.what_if.errors import DayOutOfRange, NotADay
from services.what_if.goal import plan_for
from services.what_if.plan import Plan, play


class Way(StrEnum):
    """Of paying more."""

    EXTRA = "extra"
    """With each installment."""
    LUMP = "lump"
    """Once, on a day."""
    GOAL = "goal"
    """As much with each installment as a payoff date needs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Anything at all. `amount` is read for EXTRA and LUMP, `on` for LUMP, `by` for GOAL."""

    number: object
    way: object = Way.EXTRA.value
    amount: object = ""
    on: object = ""
    by: object = ""

    def with_(self, part: Literal["way", "amount", "on", "by"], value: object) -> "Asked":
        return replace(self, **{part: value})

    @property
    def query(self) -> str:
        """As parameters of an address: what was answered, so that it is text."""
        given = {"way": self.way, "amount": self.amount, "on": self.on, "by": self.by}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def untouched(self) -> bool:
        """Whether the field that the plan needs most is still empty."""
        return not (self.by if self.way == Way.GOAL else self.amount)


def plan_in(asked: Asked, position: Position, terms: Terms, on: date) -> Plan:
    """Raises InvalidInput, InvalidAmount, NotPositive, NotADay, DayOutOfRange."""
    if not isinstance(asked.way, str) or asked.way not in {way.value for way in Way}:
        raise InvalidInput("way", "not_a_choice")
    if asked.way == Way.GOAL:
        return plan_for(position, terms, on, day_in(asked.by), Plan())
    amount = parse_amount(asked.amount)
    if amount <= 0:
        raise NotPositive(amount)
    if asked.way == Way.EXTRA:
        return Plan(extra=amount)
    lump_on, last = day_in(asked.on), play(position, terms, on, Plan()).paid_off_on or on
    if not on <= lump_on <= last:
        raise DayOutOfRange(on, last)
    return Plan(lump=amount, lump_on=lump_on)


def day_in(value: object) -> date:
    """Raises NotADay."""
    day = parse_day(value)
    if day is None:
        raise NotADay
    return day
