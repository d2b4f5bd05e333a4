"""The ledger: posted entries, append-only, each with the position after it.

The position makes a balance one look-up however long the ledger is; `portal check-ledger` folds
the entries and compares. Database triggers refuse UPDATE and DELETE.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Table, choice, moment, money


class TransactionKind(StrEnum):
    OPENING = "opening"
    """A boarded account's history up to its snapshot day, in one entry."""
    ADVANCE = "advance"
    """A loan's principal, or a draw on a line of credit."""
    PURCHASE = "purchase"
    CASH_ADVANCE = "cash_advance"
    BALANCE_TRANSFER = "balance_transfer"
    INTEREST = "interest"
    """Charged at the close of a line's billing cycle."""
    CREDIT = "credit"
    """Of a line: not the borrower's money, such as a merchant's refund."""
    PAYMENT = "payment"
    LATE_FEE = "late_fee"
    FEE = "fee"
    """Of a line: any other fee, such as a cash advance's."""
    WRITE_OFF = "write_off"
    REVERSAL = "reversal"


class ReversalReason(StrEnum):
    NSF = "nsf"
    CLERICAL_ERROR = "clerical_error"
    BANK_RETURN = "bank_return"
    OTHER = "other"


class Transaction(Table, table=True):
    """`amount` is the money moved; the `to_` columns say where it went (negative in a reversal)."""

    __tablename__ = "transactions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("account_id", "sequence"),
        Index("ix_transactions_by_day", "account_id", "effective_on", "sequence"),
        Index("ix_transactions_by_amount", "account_id", "amount", "sequence"),
        Index("ix_transactions_by_kind", "account_id", "kind"),
        Index(None, "payment_id"),
        CheckConstraint("after_principal >= 0", name="principal_not_negative"),
        CheckConstraint("after_interest_due >= 0", name="interest_not_negative"),
        CheckConstraint("after_fees_due >= 0", name="fees_not_negative"),
        CheckConstraint(
            "after_principal = after_advanced - after_paid_principal - after_written_off",
            name="balance",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    sequence: int
    """1, 2, 3 … within the account: two writers of the same number collide."""
    kind: TransactionKind = choice(TransactionKind)
    effective_on: date
    posted_at: datetime = moment()
    amount: int = money()
    to_fees: int = money()
    to_interest: int = money()
    to_principal: int = money()
    to_unapplied: int = money()
    to_schedule: int = money()
    """What counts toward scheduled installments."""
    to_fee_credit: int = money()
    """Change of `after_fee_credit`; may be negative."""
    payment_id: int | None = Field(default=None, foreign_key="payments.id")
    reverses_id: int | None = Field(default=None, foreign_key="transactions.id", unique=True)
    reason: ReversalReason | None = choice(ReversalReason, default=None, nullable=True)
    reason_code: str | None = Field(default=None, max_length=10)
    """A bank return's NACHA code, such as R01."""

    after_principal: int = money()
    after_interest_due: int = money()
    after_fees_due: int = money()
    after_unapplied: int = money()
    after_schedule_credit: int = money()
    after_fee_credit: int = money()
    """The part of the schedule credit whose money went to late fees (16 CFR 444.4)."""
    after_accrued_through: date
    after_advanced: int = money()
    after_written_off: int = money()
    after_paid_principal: int = money()
    after_paid_interest: int = money()
    after_paid_fees: int = money()
