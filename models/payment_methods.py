"""Saved bank accounts and cards: the wallet's token and what may be shown, never a number."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from models.base import Table, choice, moment


class MethodKind(StrEnum):
    CARD = "card"
    BANK_ACCOUNT = "bank_account"


class MethodStatus(StrEnum):
    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    """A bank account whose owner has not told the micro-entries yet (Nacha, WEB debits)."""
    FAILED = "failed"
    """They were told wrongly too often, or could not be sent (then nobody has tried)."""


class PaymentMethod(Table, table=True):
    __tablename__ = "payment_methods"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", index=True)
    profile_token: str = Field(max_length=64, unique=True, repr=False)
    """The wallet's payment profile."""
    kind: MethodKind = choice(MethodKind)
    brand: str = Field(default="", max_length=40)
    """Card brand such as Visa; for a bank account the bank's name."""
    account_type: str = Field(default="", max_length=20)
    """`checking` or `savings` of a bank account."""
    last_four: str = Field(max_length=4)
    expires: str = Field(default="", max_length=7)
    """YYYY-MM of a card."""
    status: MethodStatus = choice(MethodStatus, default=MethodStatus.VERIFIED)
    tries_left: int | None = None
    """To tell the micro-entries; None: nobody has tried yet."""
    is_default: bool = False
    deleted_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment()


class MethodSession(Table, table=True):
    """A form of the wallet that was opened for a borrower: who may bring back what it saves."""

    __tablename__ = "method_sessions"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    """The wallet's."""
    customer_id: int = Field(foreign_key="customers.id", index=True)
    login_id: int = Field(foreign_key="logins.id")
    session_id: int
    """Of the login; its row may be gone."""
    payment_method_id: int | None = Field(default=None, foreign_key="payment_methods.id")
    """What it saved; None: nothing so far."""
    created_at: datetime = moment()
