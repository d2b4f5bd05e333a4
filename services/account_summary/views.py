"""What the tab Summary shows: texts ready for the screen, in the borrower's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the ring and its line in the legend; `dash` and `offset` draw it."""

    key: str
    label: str
    amount: str
    share: str
    dash: str
    offset: str


@dataclass(frozen=True, slots=True)
class PaidChart:
    """`repaid`: of what was lent."""

    repaid: str = "–"
    slices: tuple[Slice, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """`at`: from the top, as CSS."""

    label: str
    at: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The `d` of a path each; "" where there is nothing."""

    balance: str = ""
    principal: str = ""
    interest: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleChart:
    """The amortization lines in a box of `frame.SIZE` units; places beside it are CSS lengths.

    key       another one when the chart is another
    lines     what the ledger says; `ahead`: the projection from there
    today     from the left; "" where nothing is projected. `today_late`: near the right end
    balance_at, principal_at, interest_at
              from the top: where the lines' names stand, the first at their start
    told      the chart in words; `before` and `after` what the lines do not show
    """

    key: str = ""
    lines: Lines = Lines()
    ahead: Lines = Lines()
    ticks: tuple[Tick, ...] = ()
    start: str = ""
    end: str = ""
    today: str = ""
    today_late: bool = False
    balance_at: str = "0%"
    principal_at: str = "0%"
    interest_at: str = "0%"
    told: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """ "" for a figure that the account does not have. `end_label` says what `end` is.

    paid   there is a last payment       final  the payment that ends it, if far larger than others
    """

    rate: str = ""
    apr: str = ""
    original: str = ""
    end_label: str = ""
    end: str = ""
    remaining: str = ""
    payoff: str = ""
    per_diem: str = ""
    interest: str = ""
    interest_as_of: str = ""
    last_payment: str = ""
    last_payment_on: str = ""
    paid: bool = False
    final: str = ""
    final_on: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    paid: PaidChart = PaidChart()
    facts: Facts = Facts()


Cells = tuple[str, ...]
"""A row without the names of its columns, which would be half of what is sent."""


@dataclass(frozen=True, slots=True)
class BreakdownPage:
    """Page `at` of those in `names`; `file` is the address of all of it.

    rows: number, due date, payment, principal, interest, fees, balance, status, when, tone. The
    last two are totals, of the year and of all: their label is the number, their tone "total".
    """

    names: Cells = ()
    at: int = 0
    rows: tuple[Cells, ...] = ()
    file: str = ""
