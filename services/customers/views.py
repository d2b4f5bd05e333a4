"""What agents' pages of customers show: texts ready for the screen, in English."""

from dataclasses import dataclass

from services.accounts.views import Tone


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A line of the list."""

    id: int
    name: str
    email: str
    phone: str
    accounts: str
    access: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """`key` is what `records.set_flag` takes."""

    key: str
    label: str
    hint: str
    on: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An open session or a trusted device; `id` is what its button sends."""

    id: int
    browser: str
    address: str
    used: str


@dataclass(frozen=True, slots=True)
class CustomerView:
    """The profile. `login` is "" while there is none; `step` the override's value; `texts` says
    that the customer has ended our texts, or "".
    """

    id: int = 0
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    texts: str = ""
    state: str = ""
    since: str = ""
    flags: tuple[Flag, ...] = ()
    access: bool = False
    login: str = ""
    last_in: str = ""
    step: str = ""
    set_up: str = ""
    disabled: bool = False
    sessions: tuple[SessionLine, ...] = ()
    devices: tuple[SessionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedAccount:
    """A row of Links & Access; amounts and dates as text, "–" for what an account has not.

    `slug`: the number as it stands in an address.
    """

    number: str
    slug: str
    title: str
    status: str
    tone: Tone
    payoff: str
    principal: str
    due_on: str
    due: str
    late_days: str
    late: str
    role: str
    web: bool
    email: bool
    sms: bool
    payable: bool


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """`more`: there are further ones after the last row's."""

    rows: tuple[LinkedAccount, ...] = ()
    more: bool = False
