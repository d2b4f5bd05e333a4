"""The outbox: mails and texts that are to leave, and those that have left."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Table, choice, moment

_WAITING = "sent_at IS NULL AND failed_at IS NULL"
"""Workers look several times a second: what is over must cost them nothing."""


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"


class Message(Table, table=True):
    """Written in the unit of work of what it tells; the worker sends it."""

    __tablename__ = "messages"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "ix_messages_waiting",
            "channel",
            "is_secret",
            "due_at",
            sqlite_where=sql(_WAITING),
            postgresql_where=sql(_WAITING),
        ),
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
    may_repeat: bool = False
    """An earlier try may have arrived: its worker died, or the answer was lost."""
    sent_at: datetime | None = moment(default=None, nullable=True)
    failed_at: datetime | None = moment(default=None, nullable=True)
    """Given up: expired, refused for good, or tried too often."""
    problem: str = Field(default="", max_length=200)
