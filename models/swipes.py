"""Card purchases as the wallet's events tell of them, and disputes of entries."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.base import Table, choice, moment, money
from models.credit_lines import BalanceType


class SwipeState(StrEnum):
    PENDING = "pending"
    """Authorized: holds available credit, is not in the ledger."""
    POSTED = "posted"
    """Cleared: `transaction_id` is its entry."""
    REVERSED = "reversed"


class Swipe(Table, table=True):
    __tablename__ = "swipes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "account_id", "swiped_at"),
        Index("ix_swipes_by_entry", "account_id", "transaction_id", "swiped_on"),
        Index("ix_swipes_by_merchant", "account_id", "merchant", "transaction_id"),
        Index("ix_swipes_by_category", "account_id", "category", "transaction_id"),
        Index(None, "account_id", "state"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    wallet_id: str = Field(max_length=64, unique=True)
    """The wallet's id of the swipe: its events name it."""
    account_id: int = Field(foreign_key="accounts.id")
    card_id: int | None = Field(default=None, foreign_key="cards.id")
    merchant: str = Field(max_length=80)
    category: str = Field(default="", max_length=40)
    balance_type: BalanceType = choice(BalanceType, default=BalanceType.PURCHASES)
    amount: int = money()
    state: SwipeState = choice(SwipeState, default=SwipeState.PENDING)
    swiped_at: datetime = moment()
    swiped_on: date
    """The business date of it."""
    posted_on: date | None = None
    transaction_id: int | None = Field(default=None, foreign_key="transactions.id", unique=True)
    reversed_on: date | None = None
    credit_id: int | None = Field(default=None, foreign_key="transactions.id", unique=True)
    """Of one that was reversed after it had posted: the entry that gave it back."""


class DisputeState(StrEnum):
    OPEN = "open"
    IN_REVIEW = "in_review"
    RESOLVED_FOR_BORROWER = "resolved_for_borrower"
    RESOLVED_AS_BILLED = "resolved_as_billed"
    WITHDRAWN = "withdrawn"


class DisputeReason(StrEnum):
    NOT_MINE = "not_mine"
    WRONG_AMOUNT = "wrong_amount"
    NOT_RECEIVED = "not_received"
    TWICE = "twice"
    NOT_CREDITED = "not_credited"
    OTHER = "other"


def _once(column: str) -> Index:
    """A thing is disputed once, unless the dispute was withdrawn."""
    standing = text(f"{column} IS NOT NULL AND state <> 'withdrawn'")
    name = f"uq_disputes_{column}"
    return Index(name, column, unique=True, sqlite_where=standing, postgresql_where=standing)


class Dispute(Table, table=True):
    """A borrower's notice of an error on one entry or swipe (12 CFR 1026.13)."""

    __tablename__ = "disputes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("(transaction_id IS NULL) <> (swipe_id IS NULL)", name="of_one_thing"),
        *(_once(column) for column in ("transaction_id", "swipe_id")),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_number: str = Field(max_length=12, unique=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    login_id: int = Field(foreign_key="logins.id")
    transaction_id: int | None = Field(default=None, foreign_key="transactions.id", index=True)
    swipe_id: int | None = Field(default=None, foreign_key="swipes.id", index=True)
    reason: DisputeReason = choice(DisputeReason)
    words: str = Field(default="", max_length=2_000)
    state: DisputeState = choice(DisputeState, default=DisputeState.OPEN)
    credit_id: int | None = Field(default=None, foreign_key="transactions.id", unique=True)
    """The entry by which it was given back, where it was."""
    created_at: datetime = moment()


class DisputeStep(Table, table=True):
    """One step in a dispute's life; append-only."""

    __tablename__ = "dispute_steps"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    dispute_id: int = Field(foreign_key="disputes.id", index=True)
    state: DisputeState = choice(DisputeState)
    note: str = Field(default="", max_length=500)
    at: datetime = moment()
