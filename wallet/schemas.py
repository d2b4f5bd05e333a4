"""What crosses the wire. Amounts are cents; numbers come in as secrets and never go out."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

from wallet import numbers
from wallet.tables import (
    CardStatus,
    ChargeState,
    DeclineCode,
    Kind,
    ProfileStatus,
    RefundState,
    SwipeKind,
    SwipeState,
)

LARGEST_AMOUNT = 9_999_999_999


def checked_secret(check: Any) -> AfterValidator:
    return AfterValidator(lambda value: SecretStr(check(value.get_secret_value())))


def _plain_text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("wallet_text", "is blank")
    if not value.strip().isprintable():
        raise PydanticCustomError("wallet_text", "has characters that cannot be printed")
    return value.strip()


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        # fromisoformat alone also takes weeks, as in 2026-W01-1.
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
    except (TypeError, ValueError):
        raise PydanticCustomError("wallet_date", "is not a date like 2026-01-05") from None


Text = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_plain_text)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Zip = Annotated[str, Field(pattern=r"^[0-9]{5}(-[0-9]{4})?$")]
Cents = Annotated[int, Field(strict=True, gt=0, le=LARGEST_AMOUNT)]
MicroAmount = Annotated[int, Field(strict=True, ge=1, le=99)]
BusinessDate = Annotated[
    date,
    BeforeValidator(_iso_date, json_schema_input_type=date),
    Field(ge=date(2000, 1, 1), le=date(2099, 12, 31)),
]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class CardDetails(Request):
    kind: Literal[Kind.CARD]
    number: Annotated[SecretStr, checked_secret(numbers.checked_card_number)]
    exp_month: Annotated[int, Field(strict=True, ge=1, le=12)]
    exp_year: Annotated[int, Field(strict=True, ge=2000, le=2099)]
    holder: Text
    zip: Zip | None = None


class BankDetails(Request):
    kind: Literal[Kind.BANK]
    routing_number: Annotated[SecretStr, checked_secret(numbers.checked_routing_number)]
    account_number: Annotated[SecretStr, checked_secret(numbers.checked_account_number)]
    account_type: Literal["checking", "savings"]
    holder: Text
    bank_name: Text | None = None


class CardIn(CardDetails):
    reference: Token | None = None
    status: Literal[ProfileStatus.VERIFIED] = ProfileStatus.VERIFIED


class BankAccountIn(BankDetails):
    """`status`: verified when it was validated elsewhere, which is what boarding is for."""

    reference: Token | None = None
    status: Literal[ProfileStatus.VERIFIED, ProfileStatus.UNVERIFIED] = ProfileStatus.VERIFIED


ProfileIn = Annotated[CardIn | BankAccountIn, Field(discriminator="kind")]


class ProfileOut(BaseModel):
    id: str
    kind: Kind
    brand: str | None
    last4: str
    exp_month: int | None
    exp_year: int | None
    account_type: str | None
    bank_name: str | None
    reference: str | None
    status: ProfileStatus
    verification: Literal["micro_entries"] | None
    created_at: datetime


class VerificationIn(Request):
    """`amounts`: of both micro-entries in cents, in either order (Nacha: each below a dollar)."""

    amounts: Annotated[list[MicroAmount], Field(min_length=2, max_length=2)]


class ChargeIn(Request):
    payment_profile: Token
    amount: Cents
    currency: Literal["USD"]
    business_date: BusinessDate | None = None


class ChargeOut(BaseModel):
    id: str
    idempotency_key: str
    payment_profile: str
    kind: Kind
    amount: int
    currency: str
    state: ChargeState
    decline_code: DeclineCode | None
    return_code: str | None
    amount_refunded: int
    submitted_on: date
    settles_on: date | None
    created_at: datetime
    updated_at: datetime


class ChargeList(BaseModel):
    data: list[ChargeOut]


class RefundIn(Request):
    charge: Token
    amount: Cents | None = None


class RefundOut(BaseModel):
    id: str
    idempotency_key: str
    charge: str
    amount: int
    currency: str
    state: RefundState
    created_at: datetime


class RefundList(BaseModel):
    data: list[RefundOut]


class IssueIn(Request):
    """`hold_limit`: cents that may be authorized and not cleared at one time."""

    reference: Token
    exp_month: Annotated[int, Field(strict=True, ge=1, le=12)]
    exp_year: Annotated[int, Field(strict=True, ge=2000, le=2099)]
    status: CardStatus = CardStatus.PENDING_ACTIVATION
    hold_limit: Cents | None = None


class IssuedCardOut(BaseModel):
    id: str
    reference: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    status: CardStatus
    hold_limit: int | None
    created_at: datetime
    updated_at: datetime


class IssuedCardList(BaseModel):
    data: list[IssuedCardOut]


class SwipeIn(Request):
    card: Token
    amount: Cents
    merchant: Annotated[Text, Field(max_length=80)]
    category: Annotated[Text, Field(max_length=40)] = "other"
    kind: SwipeKind = SwipeKind.PURCHASE
    business_date: BusinessDate | None = None


class ClearIn(Request):
    """`amount`: what it came to, such as with a tip; by default what was authorized."""

    amount: Cents | None = None
    business_date: BusinessDate | None = None


class ReverseIn(Request):
    business_date: BusinessDate | None = None


class SwipeOut(BaseModel):
    id: str
    card: str
    kind: SwipeKind
    state: SwipeState
    amount: int
    merchant: str
    category: str
    authorized_on: date
    cleared_on: date | None
    reversed_on: date | None
    created_at: datetime
    updated_at: datetime


class EventOut(BaseModel):
    id: str
    sequence: int
    type: str
    created_at: datetime
    data: dict[str, str | int | None]


class EventList(BaseModel):
    data: list[EventOut]
    next: int
    has_more: bool


class AdvanceIn(Request):
    business_date: BusinessDate


class AdvanceOut(BaseModel):
    business_date: date
    settled: int
    returned: int


class Health(BaseModel):
    status: Literal["ok"]


class FieldError(BaseModel):
    field: str
    message: str


class ProblemOut(BaseModel):
    """RFC 9457."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = None
    reference: str | None = None
    tries_left: int | None = None
