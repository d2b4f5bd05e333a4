"""One row of the tape: read strictly, and checked against itself."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.boarding.tape import COLUMNS
from services.money import InvalidAmount, InvalidRate, parse_amount, parse_rate

MAX_AMOUNT = 10_000_000_00
MAX_RATE = Decimal(100)
MAX_TERM = 480
_TEXTS = (
    ("loan_number", 40),
    ("first_name", 80),
    ("last_name", 80),
    ("email", 254),
    ("state", 2),
    ("product", 40),
    ("purpose", 80),
    ("loan_status", 40),
)
_AMOUNTS = (
    "loan_amount",
    "installment",
    "balance",
    "paid_total",
    "paid_principal",
    "paid_interest",
    "paid_late_fees",
)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*/?^_`{|}~+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Status(StrEnum):
    CURRENT = "Current"
    FULLY_PAID = "Fully Paid"
    GRACE = "In Grace Period"
    LATE_16 = "Late (16-30 days)"
    LATE_31 = "Late (31-120 days)"
    CHARGED_OFF = "Charged Off"


@dataclass
class RejectedRow(Exception):
    """`reason` says what is wrong with the row, for the lender's staff."""

    reason: str


@dataclass(frozen=True, slots=True)
class TapeRow:
    """Amounts in cents; `issued` is the first day of the month of issue."""

    loan_number: str
    first_name: str
    last_name: str
    email: str
    state: str
    loan_amount: int
    term_months: int
    rate: Decimal
    installment: int
    issued: date
    status: Status
    balance: int
    paid_principal: int
    paid_interest: int
    paid_fees: int

    @property
    def written_off(self) -> int:
        return self.loan_amount - self.paid_principal - self.balance


def fingerprint(values: list[str]) -> str:
    """SHA-256 of a row's values."""
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()


def read_row(values: list[str]) -> TapeRow:
    """Raises RejectedRow with the first problem found."""
    if len(values) != len(COLUMNS):
        raise RejectedRow(f"{len(values)} values instead of {len(COLUMNS)}")
    cells: dict[str, str] = dict(zip(COLUMNS, values, strict=True))
    for name, longest in _TEXTS:
        _check_text(name, cells[name], longest)
    _check_known(cells)
    amounts = {name: _amount(name, cells[name]) for name in _AMOUNTS}
    _check_sums(amounts, Status(cells["loan_status"]))
    return TapeRow(
        loan_number=cells["loan_number"],
        first_name=cells["first_name"],
        last_name=cells["last_name"],
        email=cells["email"].lower(),
        state=cells["state"],
        loan_amount=amounts["loan_amount"],
        term_months=_term(cells["term_months"]),
        rate=_rate(cells["interest_rate"]),
        installment=amounts["installment"],
        issued=_month(cells["issue_month"]),
        status=Status(cells["loan_status"]),
        balance=amounts["balance"],
        paid_principal=amounts["paid_principal"],
        paid_interest=amounts["paid_interest"],
        paid_fees=amounts["paid_late_fees"],
    )


def _check_text(name: str, text: str, longest: int) -> None:
    if not text.strip():
        raise RejectedRow(f"{name} is empty")
    if text[0] in "=+-@\t\r":
        raise RejectedRow(f"{name} begins like a formula")
    if len(text) > longest:
        raise RejectedRow(f"{name} is longer than {longest} characters")
    if not text.isprintable() or text != text.strip():
        raise RejectedRow(f"{name} has control characters or spaces around it")


def _check_known(cells: dict[str, str]) -> None:
    if not _EMAIL.fullmatch(cells["email"]):
        raise RejectedRow("email is not an address")
    if not re.fullmatch(r"[A-Z]{2}", cells["state"]):
        raise RejectedRow("state is not two capital letters")
    if cells["product"] != "installment":
        raise RejectedRow("product is not installment")
    if cells["loan_status"] not in set(Status):
        raise RejectedRow("loan_status is not a known one")


def _amount(name: str, text: str) -> int:
    try:
        cents = parse_amount(text)
    except InvalidAmount as error:
        raise RejectedRow(f"{name} is not an amount ({error.problem.value})") from error
    if cents > MAX_AMOUNT:
        raise RejectedRow(f"{name} is absurdly large")
    return cents


def _rate(text: str) -> Decimal:
    try:
        rate = parse_rate(text)
    except InvalidRate as error:
        raise RejectedRow("interest_rate is not a rate in percent") from error
    if rate > MAX_RATE:
        raise RejectedRow("interest_rate is absurdly large")
    return rate


def _term(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MAX_TERM:
        raise RejectedRow(f"term_months is not a whole number from 1 to {MAX_TERM}")
    return int(text)


def _month(text: str) -> date:
    match = _MONTH.fullmatch(text)
    if match is None or int(match[1]) < 1970:
        raise RejectedRow("issue_month is not a month like 2018-02")
    return date(int(match[1]), int(match[2]), 1)


def _check_sums(amounts: dict[str, int], status: Status) -> None:
    _check(amounts["loan_amount"] > 0, "loan_amount is zero")
    _check(amounts["installment"] > 0, "installment is zero")
    paid: Callable[[str], int] = amounts.__getitem__
    parts = paid("paid_principal") + paid("paid_interest") + paid("paid_late_fees")
    _check(abs(parts - paid("paid_total")) <= 1, "paid_total is not the sum of its parts")
    left = amounts["loan_amount"] - amounts["paid_principal"]
    _check(left >= 0, "paid_principal is more than loan_amount")
    if status is Status.CHARGED_OFF:
        _check(amounts["balance"] == 0, "balance of a charged-off loan is not zero")
    else:
        _check(amounts["balance"] == left, "balance is not loan_amount less paid_principal")
        is_paid = status is Status.FULLY_PAID
        _check((amounts["balance"] == 0) == is_paid, "balance does not fit loan_status")


def _check(holds: bool, reason: str) -> None:
    if not holds:
        raise RejectedRow(reason)
