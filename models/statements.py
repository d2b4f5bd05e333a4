"""Statements of lines of credit, which never change, and how they are delivered."""

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table, moment, money


class Statement(Table, table=True):
    """One billing cycle (12 CFR 1026.7(b)); cents. Append-only.

    new_balance = previous_balance - payments - other_credits + purchases + balance_transfers
    + cash_advances + fees + interest
    """

    __tablename__ = "statements"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("account_id", "closed_on"),
        UniqueConstraint("account_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    number: int
    """1, 2, 3 … within the account."""
    opened_on: date
    closed_on: date
    due_on: date
    last_sequence: int
    """The account's last transaction that is in it."""
    previous_balance: int = money()
    payments: int = money()
    other_credits: int = money()
    purchases: int = money()
    balance_transfers: int = money()
    cash_advances: int = money()
    fees: int = money()
    interest: int = money()
    new_balance: int = money()
    credit_limit: int = money()
    past_due: int = money()
    minimum_due: int = money()
    fees_this_year: int = money()
    interest_this_year: int = money()
    detail: str = Field(sa_type=Text)
    """JSON of all else that it prints: entries, interest by balance type with APR, days and
    average daily balance, the minimum-payment warning, the lender's name and addresses then.
    """
    created_at: datetime = moment()


class DeliveryChoice(Table, table=True):
    """Electronic delivery agreed to (E-SIGN, 15 USC 7001(c)) or paper chosen again; append-only:
    the newest row of an account and login holds.
    """

    __tablename__ = "delivery_choices"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    login_id: int = Field(foreign_key="logins.id")
    electronic: bool
    words: str = Field(sa_type=Text)
    """The disclosure that was agreed to, as it was shown."""
    at: datetime = moment()
