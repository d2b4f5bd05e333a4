"""What crosses the wire about frames: the portal's sessions, and what a frame sends."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, SecretStr
from pydantic_core import PydanticCustomError

from wallet import numbers
from wallet.schemas import (
    BankDetails,
    CardDetails,
    ProfileOut,
    Request,
    Text,
    Token,
    Zip,
    checked_secret,
)
from wallet.session_tables import Purpose
from wallet.tables import Kind, ProfileStatus

Language = Literal["en", "es"]
SessionStatus = Literal["open", "used", "saved", "expired"]


def _once_each(kinds: list[Kind]) -> list[Kind]:
    if len(set(kinds)) != len(kinds):
        raise PydanticCustomError("wallet_kinds", "names a kind twice")
    return kinds


class SessionIn(Request):
    purpose: Literal[Purpose.ADD_PAYMENT_METHOD]
    bound_to: Annotated[str, Field(pattern=r"^[0-9a-f]{32,64}$")]
    reference: Token
    language: Language
    lender: Text
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    kinds: Annotated[
        list[Kind], Field(min_length=1, max_length=len(Kind)), AfterValidator(_once_each)
    ] = [Kind.CARD, Kind.BANK]


class SessionOpened(BaseModel):
    """`url` carries the ticket in its fragment: for the iframe, and for nothing else."""

    id: str
    url: str
    ticket_expires_at: datetime
    expires_at: datetime


class SessionOut(BaseModel):
    id: str
    purpose: Purpose
    bound_to: str
    reference: str
    status: SessionStatus
    payment_profile: ProfileOut | None
    expires_at: datetime


class TicketIn(Request):
    ticket: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,160}$")]
    purpose: Purpose


class FrameSessionOut(BaseModel):
    """`authorizations`: what each kind is saved under, in the session's language."""

    token: str
    expires_in: int
    language: Language
    lender: str
    accent: str | None
    kinds: list[Kind]
    authorizations: dict[Kind, str]


class FrameCardIn(CardDetails):
    """`security_code` goes to the processor's check and is kept nowhere (PCI DSS 3.3.1)."""

    security_code: Annotated[SecretStr, checked_secret(numbers.checked_security_code)]
    zip: Zip  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride]
    agreed: Literal[True]


class FrameBankIn(BankDetails):
    """`agreed`: to the authorization that the frame shows. The bank's name is the wallet's."""

    bank_name: None = None  # pyright: ignore[reportIncompatibleVariableOverride]
    agreed: Literal[True]


FrameProfileIn = Annotated[FrameCardIn | FrameBankIn, Field(discriminator="kind")]


class SavedOut(BaseModel):
    """What the frame shows of what it saved; the token is the portal's to fetch."""

    kind: Kind
    brand: str | None
    last4: str
    bank_name: str | None
    status: ProfileStatus


class BankNameIn(Request):
    routing_number: Annotated[SecretStr, checked_secret(numbers.checked_routing_number)]


class BankNameOut(BaseModel):
    bank_name: str | None
