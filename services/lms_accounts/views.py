"""What the agents' page of an account shows: texts ready for the screen, in English."""

from dataclasses import dataclass

from services.accounts.views import Figure, Tone
from services.disputes.resolving import DisputeRow


@dataclass(frozen=True, slots=True)
class AccountHolder:
    """A linked customer. `access`: the switches that are on, such as "Web, Email"."""

    id: int
    name: str
    email: str
    role: str
    access: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """`tabs`: keys in the order shown. `more_holders`: there are further customers. `chargeable`:
    it can be charged off.
    """

    number: str = ""
    title: str = ""
    status: str = ""
    tone: Tone = "mute"
    tabs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    holders: tuple[AccountHolder, ...] = ()
    more_holders: bool = False
    payable: bool = False
    chargeable: bool = False


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """A row: word and tone of its badge, then the cells of `services.transactions.views.Row`.
    Without names, which would be a quarter of what is sent.
    """

    is_line: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """`file`: the last part of its address."""

    closed: str
    balance: str
    minimum: str
    due: str
    file: str


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """`address`: what the files' addresses begin with."""

    rows: tuple[StatementLine, ...] = ()
    address: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class AccountDisputes:
    """`holder`: the customer on whose page they are moved on; 0 while nobody is linked."""

    rows: tuple[DisputeRow, ...] = ()
    holder: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document of the account, whoever added it. `by`: their name."""

    key: str
    name: str
    section: str
    details: str
    by: str
    visible: bool


@dataclass(frozen=True, slots=True)
class FiledPage:
    """`address`: where a new one is posted, and with its key behind, where one is saved."""

    rows: tuple[FiledDocument, ...] = ()
    address: str = ""
    more: bool = False
