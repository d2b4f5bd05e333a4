"""What a statement prints beside its columns, kept as JSON in its row and never read anew.

Everything that could change later is copied: the account's name, the borrowers', the lender's
name, phone, colour, logo and address. Codes are kept, not words: a statement is printed in the
reader's language.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.accounts import AccountKind
from models.credit_lines import BalanceType
from models.transactions import TransactionKind

VERSION = 1
RIGHTS = 2
"""Today's edition of the words about billing rights. The first had none of automated payments, of
notices in the portal, nor of purchases that the borrower is dissatisfied with.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the ledger. `amount`: cents that it adds to the balance (negative: takes off).

    `of` is the kind of the entry that a reversal takes back; `words` a merchant's, or "". `fee_of`:
    of a fee, the balance that was drawn (fees are itemized by type, 12 CFR 1026.7(b)(6)(iii)).
    `made_on`: of a swipe, the day of the transaction (12 CFR 1026.8(a)(1)), which posted `on`.
    """

    on: date
    kind: TransactionKind
    amount: int
    words: str = ""
    of: TransactionKind | None = None
    fee_of: BalanceType | None = None
    made_on: date | None = None

    @property
    def counts_as(self) -> TransactionKind:
        return self.of or self.kind


@dataclass(frozen=True, slots=True)
class TypeOfBalance:
    """Interest of the cycle by type; `rate` percent a year, `balance` the average daily one."""

    type: BalanceType
    rate: Decimal
    balance: int
    interest: int
    in_grace: bool = False


class Warned(StrEnum):
    """Which of the samples G-18(C)(1) to (3) it prints."""

    NOT = "not"
    WITH_36_MONTHS = "with_36_months"
    WITHOUT_36_MONTHS = "without_36_months"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Estimate:
    """12 CFR 1026.7(b)(12), cents; what is not printed is 0."""

    warned: Warned = Warned.NOT
    months: int = 0
    total: int = 0
    payment: int = 0
    payment_total: int = 0

    @property
    def savings(self) -> int:
        return self.total - self.payment_total


@dataclass(frozen=True, slots=True)
class Lender:
    """`color` "#rrggbb" or "", `logo` a stored picture's name or ""."""

    name: str
    phone: str
    address: str
    counseling_phone: str
    color: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class HeldThen:
    """What was disputed on the closing day, cents (12 CFR 1026.13(d)).

    `disputed` with the finance charges of earlier cycles, `interest` what this one charged on it;
    `excused` of the minimum that the statement before asked for.
    """

    disputed: int = 0
    interest: int = 0
    excused: int = 0

    @property
    def total(self) -> int:
        return self.disputed + self.interest


@dataclass(frozen=True, slots=True)
class Detail:
    """`late_fee`: cents, at most; `available` credit on the closing day.

    `paid_in_full`: the balance before was paid by its due date, or was zero. `spared`: it was not,
    but what was repaid of its purchases in time bore no interest (12 CFR 1026.54); None: made
    before that was reckoned. `rights`: the edition of the words about billing rights.
    """

    number: str
    kind: AccountKind
    name: str
    borrowers: tuple[str, ...]
    lines: tuple[Line, ...]
    types: tuple[TypeOfBalance, ...]
    estimate: Estimate
    late_fee: int
    available: int
    paid_in_full: bool
    lender: Lender
    spared: bool | None = None
    held: HeldThen = HeldThen()
    rights: int = 1


def as_json(detail: Detail) -> str:
    return json.dumps({"version": VERSION, **asdict(detail)}, default=str, ensure_ascii=False)


def from_json(text: str) -> Detail:
    """Raises ValueError, KeyError or TypeError for what `as_json` never wrote."""
    given: dict[str, Any] = json.loads(text)
    if given.pop("version") != VERSION:
        raise ValueError("a statement of another version")
    return Detail(
        number=given["number"],
        kind=AccountKind(given["kind"]),
        name=given["name"],
        borrowers=tuple(given["borrowers"]),
        lines=tuple(_line(one) for one in given["lines"]),
        types=tuple(_type(one) for one in given["types"]),
        estimate=Estimate(**{**given["estimate"], "warned": Warned(given["estimate"]["warned"])}),
        late_fee=given["late_fee"],
        available=given["available"],
        paid_in_full=given["paid_in_full"],
        lender=Lender(**given["lender"]),
        spared=given.get("spared"),
        held=HeldThen(**given.get("held", {})),
        rights=given.get("rights", 1),
    )


def _line(given: dict[str, Any]) -> Line:
    return Line(
        date.fromisoformat(given["on"]),
        TransactionKind(given["kind"]),
        given["amount"],
        given["words"],
        TransactionKind(given["of"]) if given["of"] else None,
        BalanceType(given["fee_of"]) if given.get("fee_of") else None,
        date.fromisoformat(given["made_on"]) if given.get("made_on") else None,
    )


def _type(given: dict[str, Any]) -> TypeOfBalance:
    return TypeOfBalance(
        BalanceType(given["type"]),
        Decimal(given["rate"]),
        given["balance"],
        given["interest"],
        given["in_grace"],
    )
