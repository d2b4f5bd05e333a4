"""The outbox: mails and texts that are to leave, and those that have left."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, choice, moment


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Message(Table, table=True):
    """Written in the unit of work of what it tells; the worker sends it."""

    __tablename__ = "messages"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "sent_at", "due_at"),
        Index(None, "recipient", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: Channel = choice(Channel)
    recipient: str = Field(max_length=254)
    """An email address, or a phone number in E.164."""
    customer_id: int | None = Field(default=None, index=True)
    template: str = Field(max_length=60)
    language: str = Field(default="en", max_length=2)
    subject: str = Field(default="", max_length=200)
    text: str = Field(repr=False)
    html: str = Field(default="", repr=False)
    is_secret: bool = False
    """It carries a code or a link: text and html are emptied once it has left."""
    created_at: datetime = moment()
    due_at: datetime = moment()
    """Not before this; each failed try moves it on."""
    expires_at: datetime | None = moment(default=None, nullable=True)
    """After this it is of no use and is not sent."""
    tries: int = 0
    claimed_until: datetime | None = moment(default=None, nullable=True)
    sent_at: datetime | None = moment(default=None, nullable=True)
    failed_at: datetime | None = moment(default=None, nullable=True)
    """Given up: expired, refused for good, or tried too often."""
    problem: str = Field(default="", max_length=200)
