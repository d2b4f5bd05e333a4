"""The lender's own rows: the business date and the record of boarded loans."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Table, moment


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
