"""The wallet's tables, on metadata of their own: nothing here meets the portal's."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Enum,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from wallet.column_types import UtcDateTime, utc_now


class WalletTable(SQLModel, registry=registry()):
    """Base of every table of the wallet."""


class Kind(StrEnum):
    CARD = "card"
    BANK = "bank"


class ProfileStatus(StrEnum):
    """Of a payment profile; cards are always verified."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    FAILED = "failed"


class ChargeState(StrEnum):
    PROCESSING = "processing"
    APPROVED = "approved"
    PENDING = "pending"
    DECLINED = "declined"
    SETTLED = "settled"
    RETURNED = "returned"
    CHARGED_BACK = "charged_back"
    REFUNDED = "refunded"


class DeclineCode(StrEnum):
    CARD_DECLINED = "card_declined"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    PROCESSING_ERROR = "processing_error"


class RefundState(StrEnum):
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class CardStatus(StrEnum):
    """Of a card that the lender issued."""

    ACTIVE = "active"
    ACTIVE_REISSUED = "active_reissued"
    ACTIVE_VIRTUAL_ONLY = "active_virtual_only"
    INACTIVE = "inactive"
    BLOCKED = "blocked"
    STOLEN = "stolen"
    LOST = "lost"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FROZEN = "frozen"
    PENDING_ACTIVATION = "pending_activation"
    PENDING_EMBOSS = "pending_emboss"


class SwipeKind(StrEnum):
    PURCHASE = "purchase"
    CASH_ADVANCE = "cash_advance"


class SwipeState(StrEnum):
    AUTHORIZED = "authorized"
    CLEARED = "cleared"
    REVERSED = "reversed"


def table_of(model: type[SQLModel]) -> Table:
    """For statements that are made once and run without an object of the model."""
    return model.__table__  # pyright: ignore[reportAttributeAccessIssue]


def enum_column(kind: type[StrEnum], **options: Any) -> Column[Any]:
    """Text with a CHECK: the same on both databases, and readable in either."""
    options.setdefault("nullable", False)
    values = [member.value for member in kind]
    name = options.pop("check_name")
    checked = Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=32,
        values_callable=lambda _: values,
    )
    return Column(checked, **options)


def time_column(**options: Any) -> Column[Any]:
    options.setdefault("nullable", False)
    return Column(UtcDateTime(), **options)


def _where_not_null(name: str, column: str) -> Index:
    """For the few rows that wait for something."""
    where = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=where, postgresql_where=where)


class PaymentProfile(WalletTable, table=True):
    """A saved card or bank account. `sealed` is None once deleted; charges keep the row.

    `entries_due_at` is when its micro-entries are sent again, until a processor took them.
    `authorization` is the text that the borrower agreed to when it was saved in a frame: Nacha
    wants the proof for two years after it ends (Operating Rules, 2.3.2.7).
    """

    __tablename__ = "payment_profiles"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (_where_not_null("ix_payment_profiles_entries_due", "entries_due_at"),)

    id: str = Field(primary_key=True, max_length=64)
    kind: Kind = Field(sa_column=enum_column(Kind, check_name="payment_profile_kind"))
    last4: str = Field(max_length=4)
    brand: str | None = Field(default=None, max_length=16)
    exp_month: int | None = None
    exp_year: int | None = None
    account_type: str | None = Field(default=None, max_length=16)
    bank_name: str | None = Field(default=None, max_length=100)
    sealed: bytes | None = Field(default=None, repr=False, sa_column=Column(LargeBinary))
    fingerprint: str | None = Field(default=None, repr=False, index=True, max_length=80)
    reference: str | None = Field(default=None, index=True, max_length=64)
    status: ProfileStatus = Field(
        default=ProfileStatus.VERIFIED,
        sa_column=enum_column(
            ProfileStatus, check_name="payment_profile_status", server_default="verified"
        ),
    )
    verification_tries: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    entries_due_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
    authorization: str | None = Field(default=None, sa_column=Column(Text))
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
    deleted_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))

    @property
    def verification(self) -> str | None:
        """How a bank account that is not verified is, or was, to be validated."""
        return None if self.status is ProfileStatus.VERIFIED else "micro_entries"


class Charge(WalletTable, table=True):
    """Money taken from a payment profile, in cents."""

    __tablename__ = "charges"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("amount > 0", name="charge_amount_positive"),
        CheckConstraint(
            "amount_refunded >= 0 AND amount_refunded <= amount", name="charge_refund_within_amount"
        ),
        Index("ix_charges_state_settles_on", "state", "settles_on"),
    )

    id: str = Field(primary_key=True, max_length=64)
    idempotency_key: str = Field(unique=True, max_length=255)
    payment_profile_id: str = Field(foreign_key="payment_profiles.id", index=True)
    kind: Kind = Field(sa_column=enum_column(Kind, check_name="charge_kind"))
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    amount_refunded: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    currency: str = Field(max_length=3)
    state: ChargeState = Field(sa_column=enum_column(ChargeState, check_name="charge_state"))
    decline_code: DeclineCode | None = Field(
        default=None,
        sa_column=enum_column(DeclineCode, check_name="charge_decline_code", nullable=True),
    )
    return_code: str | None = Field(default=None, max_length=3)
    submitted_on: date
    settles_on: date | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
    updated_at: datetime = Field(default_factory=utc_now, sa_column=time_column(onupdate=utc_now))


class Refund(WalletTable, table=True):
    """Money given back for a charge, in cents; reserved on the charge when it begins."""

    __tablename__ = "refunds"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("amount > 0", name="refund_amount_positive"),)

    id: str = Field(primary_key=True, max_length=64)
    idempotency_key: str = Field(unique=True, max_length=255)
    charge_id: str = Field(foreign_key="charges.id", index=True)
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    currency: str = Field(max_length=3)
    state: RefundState = Field(
        sa_column=enum_column(RefundState, check_name="refund_state", index=True)
    )
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())


class IssuedCard(WalletTable, table=True):
    """A card of the lender's own. Its number is in `sealed` only; `reference` is the portal's."""

    __tablename__ = "issued_cards"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("hold_limit > 0", name="issued_card_hold_limit_positive"),)

    id: str = Field(primary_key=True, max_length=64)
    reference: str = Field(index=True, max_length=64)
    brand: str = Field(max_length=16)
    last4: str = Field(max_length=4)
    exp_month: int
    exp_year: int
    status: CardStatus = Field(sa_column=enum_column(CardStatus, check_name="issued_card_status"))
    hold_limit: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    sealed: bytes = Field(repr=False, sa_column=Column(LargeBinary, nullable=False))
    fingerprint: str = Field(repr=False, unique=True, max_length=80)
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
    updated_at: datetime = Field(default_factory=utc_now, sa_column=time_column(onupdate=utc_now))


class Swipe(WalletTable, table=True):
    """A use of an issued card, in cents; `cleared_on` stays when it is reversed afterwards."""

    __tablename__ = "swipes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("amount > 0", name="swipe_amount_positive"),
        Index("ix_swipes_card_id_state", "card_id", "state"),
    )

    id: str = Field(primary_key=True, max_length=64)
    card_id: str = Field(foreign_key="issued_cards.id")
    kind: SwipeKind = Field(sa_column=enum_column(SwipeKind, check_name="swipe_kind"))
    state: SwipeState = Field(sa_column=enum_column(SwipeState, check_name="swipe_state"))
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    merchant: str = Field(max_length=80)
    category: str = Field(max_length=40)
    authorized_on: date
    cleared_on: date | None = None
    reversed_on: date | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
    updated_at: datetime = Field(default_factory=utc_now, sa_column=time_column(onupdate=utc_now))


class SealedCanary(WalletTable, table=True):
    """One row, sealed at the first start; see `wallet.canary`."""

    __tablename__ = "canaries"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    sealed: bytes = Field(repr=False, sa_column=Column(LargeBinary, nullable=False))


class IdempotencyKey(WalletTable, table=True):
    """A key that was seen, and the first answer to it once there is one."""

    __tablename__ = "idempotency_keys"  # pyright: ignore[reportAssignmentType]

    scope: str = Field(primary_key=True, max_length=32)
    key: str = Field(primary_key=True, max_length=255)
    digest: str = Field(max_length=80)
    status: int | None = None
    answer: str | None = Field(default=None, repr=False, sa_column=Column(Text))
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())


class Event(WalletTable, table=True):
    """Outbox row, written with the change it tells of; `sequence` is its order of commit."""

    __tablename__ = "events"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        _where_not_null("ix_events_undelivered", "next_attempt_at"),
        {"sqlite_autoincrement": True},
    )

    sequence: int | None = Field(
        default=None,
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    )
    id: str = Field(unique=True, max_length=64)
    type: str = Field(max_length=64)
    data: str = Field(sa_column=Column(Text, nullable=False))
    attempts: int = 0
    next_attempt_at: datetime | None = Field(sa_column=time_column(nullable=True))
    delivered_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
