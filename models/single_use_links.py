"""Links in mails that work once."""

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
