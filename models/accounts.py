"""Accounts, the products they belong to, their terms, and who may see them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Table, choice, moment, money, rate
from models.servicing import InterestMethod, Rounding


class AccountKind(StrEnum):
    PERSONAL_LOAN = "personal_loan"
    AUTO_LOAN = "auto_loan"
    HOME_LOAN = "home_loan"
    LEASE = "lease"
    LINE_OF_CREDIT = "line_of_credit"
    CARD = "card"


CREDIT_KINDS = (AccountKind.LINE_OF_CREDIT, AccountKind.CARD)
"""Lines of credit; every other kind has installments."""


class Lifecycle(StrEnum):
    """What the lender has done with an account; *Past due* is computed from the business date."""

    OPEN = "open"
    PAID_IN_FULL = "paid_in_full"
    CHARGED_OFF = "charged_off"
    CLOSED = "closed"


class Role(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    ADDITIONAL = "additional"


class Product(Table, table=True):
    """Rules that accounts of one kind share."""

    __tablename__ = "products"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=80)
    kind: AccountKind = choice(AccountKind)
    method: InterestMethod = choice(InterestMethod, default=InterestMethod.PERIODIC)
    rounding: Rounding = choice(Rounding, default=Rounding.NEAREST)
    late_fee: int = money()
    grace_days: int = 10
    """Days after the due date before a late fee is assessed."""
    cash_advance_fee: int = money(sa_column_kwargs={"server_default": "0"})
    """Of a line of credit: the least that a cash advance costs."""
    cash_advance_percent: Decimal = rate(
        default=Decimal(0), sa_column_kwargs={"server_default": "0"}
    )
    """Percent of a cash advance, where that is more than the least fee."""


class Account(Table, table=True):
    __tablename__ = "accounts"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(max_length=40, unique=True)
    product_id: int = Field(foreign_key="products.id")
    kind: AccountKind = choice(AccountKind)
    name: str = Field(default="", max_length=80)
    """The lender's own name for it, such as "Juniper Card"; empty: the kind's name."""
    lifecycle: Lifecycle = choice(Lifecycle, default=Lifecycle.OPEN)
    opened_on: date
    closed_on: date | None = None
    created_at: datetime = moment()


class Schedule(Table, table=True):
    """The agreed terms of an installment account; its rows are a pure function of them.

    A new revision supersedes the older ones, which stay.
    """

    __tablename__ = "schedules"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("account_id", "revision"),
        CheckConstraint("principal > 0", name="principal_positive"),
        CheckConstraint("payments > 0", name="payments_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    revision: int = 1
    principal: int = money()
    interest_rate: Decimal = rate()
    payments: int
    payment: int = money()
    """The level payment."""
    first_due: date
    due_day: int
    """Day of the month, 1 to 31; clamped in short months."""
    start: date
    method: InterestMethod = choice(InterestMethod)
    rounding: Rounding = choice(Rounding)
    paid_before: int = 0
    """Payments made before this revision began (boarded loans): counted in "24 of 36"."""


class AccountLink(Table, table=True):
    """A customer's tie to an account, and what an agent lets them do with it."""

    __tablename__ = "account_links"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("customer_id", "account_id"),
        Index(None, "account_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id")
    account_id: int = Field(foreign_key="accounts.id")
    role: Role = choice(Role, default=Role.PRIMARY)
    web_access: bool = True
    email_access: bool = True
    sms_access: bool = False
    created_at: datetime = moment()
