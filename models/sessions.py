"""Browser sessions and the counters that slow guessing down."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, moment


class Session(Table, table=True):
    """A login's session in one browser; only the hash of its 256-bit token is kept."""

    __tablename__ = "sessions"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "login_id", "ended_at"), Index(None, "browser_hash"))

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True, repr=False)
    login_id: int = Field(foreign_key="logins.id")
    created_at: datetime = moment()
    last_used_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    """The absolute end, 24 hours after log-in."""
    ended_at: datetime | None = moment(default=None, nullable=True)
    address: str = Field(default="", max_length=45)
    user_agent: str = Field(default="", max_length=200)
    proved_at: datetime | None = moment(default=None, nullable=True)
    """When the password, a code or a passkey was last shown: changes ask for a fresh one."""
    device_id: int | None = None
    """The trusted device that spared the second step."""
    browser_hash: str | None = Field(default=None, max_length=64, repr=False)
    """Of the token by which its browser is known again, logged in or not."""


class Throttle(Table, table=True):
    """Failures of one kind for one key inside a window; keys are hashed."""

    __tablename__ = "throttles"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=80)
    failures: int = 0
    window_started_at: datetime = moment()
    locked_until: datetime | None = moment(default=None, nullable=True)
