"""Customers (the lender's record of a person) and logins (their way in)."""

from datetime import datetime
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Table, choice, key, moment
from models.name_keys import LONGEST, by_name, by_surname


class SecondStep(StrEnum):
    """What a login needs after the password; `INHERIT` follows the lender's policy."""

    INHERIT = "inherit"
    NONE = "none"
    SMS = "sms"
    EMAIL = "email"
    AUTHENTICATOR = "authenticator"


class Door(StrEnum):
    """Which front door a login, a session or a link belongs to; none opens the other."""

    PORTAL = "portal"
    LMS = "lms"


class Customer(Table, table=True):
    __tablename__ = "customers"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "surname_key", "id"), Index(None, "name_key", "id"))

    id: int | None = Field(default=None, primary_key=True)
    first_name: str = Field(max_length=80)
    last_name: str = Field(max_length=80)
    email: str = key(254, unique=True)
    """Lower case; the address that the lender knows."""
    name_key: str = key(LONGEST, made_by=by_name)
    """`maria reyes`: what a search finds it by; made from the names with the row."""
    surname_key: str = key(LONGEST, made_by=by_surname)
    """`reyes maria`: the other way round, and the order of lists."""
    phone: str | None = Field(default=None, max_length=20, index=True)
    """E.164, such as +12025550143."""
    state: str | None = Field(default=None, max_length=2)
    portal_access: bool = False
    second_step: SecondStep = choice(SecondStep, default=SecondStep.INHERIT)
    bankruptcy: bool = False
    deceased: bool = False
    cease_contact: bool = False
    created_at: datetime = moment()


class Login(Table, table=True):
    """The way in of one customer or of one agent, never of both."""

    __tablename__ = "logins"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("door", "email"),
        CheckConstraint("(customer_id IS NULL) <> (agent_id IS NULL)", name="one_owner"),
    )

    id: int | None = Field(default=None, primary_key=True)
    door: Door = choice(Door, default=Door.PORTAL)
    customer_id: int | None = Field(default=None, foreign_key="customers.id", unique=True)
    agent_id: int | None = Field(default=None, foreign_key="agents.id", unique=True)
    email: str = Field(max_length=254)
    """The username: lower case."""
    password_hash: str = Field(default="", max_length=255, repr=False)
    """Empty until the first password is set."""
    language: str | None = Field(default=None, max_length=2)
    """The saved choice; None follows the browser."""
    time_zone: str | None = Field(default=None, max_length=64)
    """The saved choice, an IANA name; None is the lender's."""
    handle: str = Field(default_factory=lambda: token_urlsafe(32), max_length=64)
    """WebAuthn's user handle: random, so that it says nothing about the person."""
    second_step_failures: int = 0
    """Wrong codes in a row; at 100 the second step is disabled (NIST SP 800-63B, 5.2.2)."""
    second_step_disabled_at: datetime | None = moment(default=None, nullable=True)
    disabled_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment()
