"""Payments (instructions to move money), their intents and every step of their lives."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import Table, choice, moment, money
from models.servicing import ExtraTo


class PaymentState(StrEnum):
    SCHEDULED = "scheduled"
    PROCESSING = "processing"
    APPROVED = "approved"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    FAILED = "failed"
    RETURNED = "returned"
    CHARGED_BACK = "charged_back"
    REFUNDED = "refunded"
    VOIDED = "voided"


class PaymentType(StrEnum):
    ONE_TIME = "one-time"
    SCHEDULED = "scheduled"
    AUTOPAY = "autopay"
    MULTIPLE = "multiple"
    LENDER = "lender"


class AmountChoice(StrEnum):
    NEXT_DUE = "next_due"
    PAST_DUE = "past_due"
    PAYOFF = "payoff"
    MINIMUM_DUE = "minimum_due"
    STATEMENT_BALANCE = "statement_balance"
    TOTAL_BALANCE = "total_balance"
    CUSTOM = "custom"


class PaymentIntent(Table, table=True):
    """The idempotency key of a payment that a borrower may make; kept before anything is sent."""

    __tablename__ = "payment_intents"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=36)
    login_id: int = Field(foreign_key="logins.id", index=True)
    account_id: int = Field(foreign_key="accounts.id")
    created_at: datetime = moment()


class Payment(Table, table=True):
    __tablename__ = "payments"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "account_id", "id"),
        Index(None, "state", "check_at"),
        Index(None, "payment_method_id", "state"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=36, unique=True)
    """Idempotency key of the intent and of the wallet's charge."""
    confirmation: str = Field(max_length=12, unique=True)
    account_id: int = Field(foreign_key="accounts.id")
    login_id: int | None = Field(default=None, foreign_key="logins.id", index=True)
    """Who instructed it; None: the lender."""
    payment_method_id: int | None = Field(default=None, foreign_key="payment_methods.id")
    type: PaymentType = choice(PaymentType, default=PaymentType.ONE_TIME)
    amount_choice: AmountChoice = choice(AmountChoice, default=AmountChoice.CUSTOM)
    amount: int = money()
    extra_to: ExtraTo = choice(ExtraTo, default=ExtraTo.NEXT_PAYMENTS)
    state: PaymentState = choice(PaymentState, default=PaymentState.PROCESSING)
    effective_on: date
    charge_id: str | None = Field(default=None, max_length=64)
    reason: str | None = Field(default=None, max_length=40)
    """Decline code of the wallet, or a bank return's NACHA code."""
    created_at: datetime = moment()
    check_at: datetime | None = moment(default=None, nullable=True)
    """When the worker looks at it next; None: nothing to wait for."""
    checks: int = 0


class PaymentStep(Table, table=True):
    """One step in a payment's life; append-only."""

    __tablename__ = "payment_steps"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    payment_id: int = Field(foreign_key="payments.id", index=True)
    state: PaymentState = choice(PaymentState)
    reason: str | None = Field(default=None, max_length=40)
    at: datetime = moment()


class WalletEvent(Table, table=True):
    """A signed event of the wallet that was taken in; its id makes a repetition harmless."""

    __tablename__ = "wallet_events"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    type: str = Field(max_length=60)
    received_at: datetime = moment()


class WaitingEvent(Table, table=True):
    """One that could not be taken in; `look_at` is when it is tried again, `reason` a name."""

    __tablename__ = "waiting_events"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    type: str = Field(max_length=60)
    key: str = Field(max_length=255)
    reason: str = Field(max_length=60)
    tries: int = 0
    received_at: datetime = moment()
    look_at: datetime = moment()
