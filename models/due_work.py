"""Marks of due work that was done, so that no restart does it twice."""

from sqlmodel import Field

from models.base import Table


class LateFeeAssessment(Table, table=True):
    """An installment has one late fee at most; its row is made with the ledger's entry."""

    __tablename__ = "late_fee_assessments"  # pyright: ignore[reportAssignmentType]

    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    installment: int = Field(primary_key=True)
    transaction_id: int = Field(foreign_key="transactions.id", unique=True)


class WalletCursor(Table, table=True):
    """One row: up to which sequence the wallet's events were pulled."""

    __tablename__ = "wallet_cursor"  # pyright: ignore[reportAssignmentType]

    id: int = Field(default=1, primary_key=True)
    sequence: int = 0
