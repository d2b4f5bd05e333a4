"""Links in mails that work once, and who asked for one."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, choice, moment
from models.customers import Door


class LinkPurpose(StrEnum):
    RESET_PASSWORD = "reset_password"  # noqa: S105 -- a name
    SIGN_UP = "sign_up"
    CONFIRM_EMAIL = "confirm_email"
    BY_LENDER = "by_lender"
    """A new password, sent by an agent who knows who asked: the mail alone is proof enough."""


class SingleUseLink(Table, table=True):
    """Only the hash of its 256-bit token is kept; a newer one of its kind voids the older."""

    __tablename__ = "single_use_links"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "login_id", "purpose"),
        Index(None, "customer_id", "purpose"),
    )

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True, repr=False)
    purpose: LinkPurpose = choice(LinkPurpose)
    door: Door = choice(Door, default=Door.PORTAL)
    login_id: int | None = Field(default=None, foreign_key="logins.id")
    customer_id: int | None = Field(default=None, foreign_key="customers.id")
    """Of a sign-up: there is no login yet."""
    email: str = Field(default="", max_length=254)
    """The address it was sent to; of CONFIRM_EMAIL the new one."""
    created_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    used_at: datetime | None = moment(default=None, nullable=True)
    voided_at: datetime | None = moment(default=None, nullable=True)


class AskedFor(StrEnum):
    FORGOT = "forgot"
    SIGN_UP = "sign_up"


class LinkRequest(Table, table=True):
    """A stranger gave an email on `/forgot` or `/signup`: the worker answers by mail, deletes it.

    The page has nothing to look up then, so that its answer cannot tell who is known.
    """

    __tablename__ = "link_requests"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    asked_for: AskedFor = choice(AskedFor)
    door: Door = choice(Door, default=Door.PORTAL)
    email: str = Field(max_length=254)
    language: str = Field(default="en", max_length=2)
    address: str = Field(default="", max_length=45)
    user_agent: str = Field(default="", max_length=200)
    created_at: datetime = moment()
