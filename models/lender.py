"""The lender's own rows: the business date, settings, texts, and the record of boarded loans."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Table, choice, moment


class BusinessDate(Table, table=True):
    """One row: the lender's today. It never moves back."""

    __tablename__ = "business_date"  # pyright: ignore[reportAssignmentType]

    id: int = Field(default=1, primary_key=True)
    today: date
    frozen: bool = False
    """In the demo only `portal tick` moves it."""
    moved_at: datetime = moment()


class BoardedLoan(Table, table=True):
    """A loan of an imported tape: what it said and when, so that a second run says *unchanged*."""

    __tablename__ = "boarded_loans"  # pyright: ignore[reportAssignmentType]

    loan_number: str = Field(primary_key=True, max_length=40)
    account_id: int = Field(foreign_key="accounts.id", unique=True)
    fingerprint: str = Field(max_length=64)
    """SHA-256 of the row's values."""
    boarded_on: date


class UnknownAccess(StrEnum):
    """What a known customer without portal access gets who signs up."""

    ASK_LENDER = "ask_lender"
    GRANT = "grant"


class LenderSettings(Table, table=True):
    """One row: what the lender chose; a missing one means the defaults here."""

    __tablename__ = "lender_settings"  # pyright: ignore[reportAssignmentType]

    id: int = Field(default=1, primary_key=True)
    name: str = Field(default="", max_length=80)
    """Empty: `PORTAL_LENDER_NAME`."""
    support_phone: str = Field(default="", max_length=40)
    color: str = Field(default="", max_length=7)
    """#rrggbb, or empty for the design's own green."""
    logo: str = Field(default="", max_length=80)
    """Name of the stored picture; empty: the name's first letter."""
    second_step_required: bool = False
    offers_sms: bool = True
    offers_email: bool = True
    offers_authenticator: bool = True
    offers_passkeys: bool = True
    without_access: UnknownAccess = choice(UnknownAccess, default=UnknownAccess.ASK_LENDER)
    changed_at: datetime = moment()


class LenderText(Table, table=True):
    """A version of one of the lender's texts; the newest counts, old ones stay."""

    __tablename__ = "lender_texts"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("kind", "language", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    """terms, privacy or payoff."""
    language: str = Field(max_length=2)
    version: int
    body: str
    created_at: datetime = moment()
    created_by: int | None = None
    """Login of the agent."""
