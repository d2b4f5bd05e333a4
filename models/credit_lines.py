"""Lines of credit: what is owed by type of balance, at which rates, and what statements ask for."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Table, choice, money, rate


class BalanceType(StrEnum):
    """Balances that bear interest at rates of their own (12 CFR 1026.7(b)(4))."""

    PURCHASES = "purchases"
    CASH_ADVANCES = "cash_advances"
    BALANCE_TRANSFERS = "balance_transfers"


class MinimumRule(Table, table=True):
    """A product's minimum payment: the larger of `floor` and `percent` of the statement balance
    plus new interest, plus what is past due; never more than the balance. Of the cycles that begin
    on `from_on` or later; a newer row supersedes.
    """

    __tablename__ = "minimum_rules"  # pyright: ignore[reportAssignmentType]

    product_id: int = Field(primary_key=True, foreign_key="products.id")
    from_on: date = Field(primary_key=True)
    floor: int = money(2_500)
    percent: Decimal = rate(default=Decimal(2))


class CreditLine(Table, table=True):
    """A line's limit and due day, what its last statement asks for, and what is left of that.

    `asked_` and `minimum_due_on` are the last statement's, or, where none was made here, what the
    line was boarded with; `paid_since` and `credits_since` count the entries after it. What is
    left follows from these (`services.credit_lines.asked`); `portal check-ledger` compares.
    """

    __tablename__ = "credit_lines"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("due_day BETWEEN 1 AND 28", name="due_day_in_every_month"),)

    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    credit_limit: int = money()
    due_day: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    """The same day each month (12 CFR 1026.7(b)(11))."""
    statement_balance: int = money(sa_column_kwargs={"server_default": "0"})
    """Left of it, like `minimum_due`."""
    minimum_due: int = money()
    minimum_due_on: date | None = None
    closed_on: date | None = None
    """The day the last cycle closed; a new line: the day before it was opened."""
    asked_sequence: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    """The account's last entry that the statement knows."""
    asked_balance: int = money(sa_column_kwargs={"server_default": "0"})
    """Negative: a credit balance."""
    asked_minimum: int = money(sa_column_kwargs={"server_default": "0"})
    asked_past_due: int = money(sa_column_kwargs={"server_default": "0"})
    """The part of `asked_minimum` that an earlier statement asked for."""
    asked_fees: int = money(sa_column_kwargs={"server_default": "0"})
    """The part of `asked_minimum` that only late fees put there (16 CFR 444.4)."""
    past_due_since: date | None = None
    """The oldest due date of `asked_past_due`."""
    late_on: date | None = None
    """The due date before `minimum_due_on`, if its minimum was missed."""
    paid_since: int = money(sa_column_kwargs={"server_default": "0"})
    credits_since: int = money(sa_column_kwargs={"server_default": "0"})
    disputed: int = money(sa_column_kwargs={"server_default": "0"})
    """Owed, but not asked for: entries with an open dispute and their finance charges."""
    excused: int = money(sa_column_kwargs={"server_default": "0"})
    """The part of `asked_minimum` that a dispute took out of it."""


class CreditRate(Table, table=True):
    """The APR of a type of balance from a day on; a newer row supersedes."""

    __tablename__ = "credit_rates"  # pyright: ignore[reportAssignmentType]

    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    balance_type: BalanceType = choice(BalanceType, primary_key=True)
    from_on: date = Field(primary_key=True)
    rate: Decimal = rate()


class LineEntry(Table, table=True):
    """What an entry of the ledger did to each type of balance, and how they stand after it.

    One row for every transaction of a line of credit; append-only like the ledger. The sums of the
    `after_` columns are the transaction's `after_principal` and `after_interest_due`. Interest
    that was charged and fees are owed apart from principal and bear no interest themselves.
    """

    __tablename__ = "line_entries"  # pyright: ignore[reportAssignmentType]

    transaction_id: int = Field(primary_key=True, foreign_key="transactions.id")
    balance_type: BalanceType | None = choice(BalanceType, default=None, nullable=True)
    """Of an advance, or of the fee for one; None where several are touched."""
    purchases: int = money()
    """Change of principal: positive when drawn, negative when paid."""
    cash_advances: int = money()
    balance_transfers: int = money()
    purchases_interest: int = money()
    """Change of interest that was charged and is unpaid."""
    cash_advances_interest: int = money()
    balance_transfers_interest: int = money()
    after_purchases: int = money()
    after_cash_advances: int = money()
    after_balance_transfers: int = money()
    after_purchases_interest: int = money()
    after_cash_advances_interest: int = money()
    after_balance_transfers_interest: int = money()
