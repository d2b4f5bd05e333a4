"""Customers (the lender's record of a person) and logins (their way in)."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from models.base import Table, choice, moment


class SecondStep(StrEnum):
    """What a login needs after the password; `INHERIT` follows the lender's policy."""

    INHERIT = "inherit"
    NONE = "none"
    SMS = "sms"
    EMAIL = "email"
    AUTHENTICATOR = "authenticator"


class Customer(Table, table=True):
    __tablename__ = "customers"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    first_name: str = Field(max_length=80)
    last_name: str = Field(max_length=80)
    email: str = Field(max_length=254, unique=True)
    """Lower case; the address that the lender knows."""
    phone: str | None = Field(default=None, max_length=20)
    """E.164, such as +12025550143."""
    state: str | None = Field(default=None, max_length=2)
    portal_access: bool = False
    second_step: SecondStep = choice(SecondStep, default=SecondStep.INHERIT)
    bankruptcy: bool = False
    deceased: bool = False
    cease_contact: bool = False
    created_at: datetime = moment()


class Login(Table, table=True):
    __tablename__ = "logins"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id", unique=True)
    email: str = Field(max_length=254, unique=True)
    """The username: lower case."""
    password_hash: str = Field(max_length=255, repr=False)
    language: str | None = Field(default=None, max_length=2)
    """The saved choice; None follows the browser."""
    disabled_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment()
