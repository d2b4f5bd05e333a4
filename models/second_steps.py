"""What stands between a right password and a session."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, choice, moment


class Method(StrEnum):
    """How a second step is done."""

    SMS = "sms"
    EMAIL = "email"
    AUTHENTICATOR = "authenticator"
    RECOVERY_CODE = "recovery_code"


class PendingLogIn(Table, table=True):
    """A browser whose password was right and whose second step is still to come.

    It has a cookie of its own, so that nothing of it opens a page; a session's is new.
    """

    __tablename__ = "pending_log_ins"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True, repr=False)
    login_id: int = Field(foreign_key="logins.id", index=True)
    method: Method | None = choice(Method, default=None, nullable=True)
    """What is asked for now; None: something has to be set up first."""
    next_path: str = Field(default="", max_length=500)
    language: str = Field(default="en", max_length=2)
    phone: str | None = Field(default=None, max_length=20)
    """E.164: a number that was asked for here and is not confirmed yet."""
    drift_steps: int | None = None
    """How far ahead (behind: negative) a clock is that the last wrong code was right for."""
    by_mail: bool = False
    """It began with a link in a mail: a code by email would prove nothing more."""
    new_password_hash: str = Field(default="", max_length=255, repr=False)
    """Set once the second step is done; "" when there is none to set."""
    address: str = Field(default="", max_length=45)
    user_agent: str = Field(default="", max_length=200)
    created_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    ended_at: datetime | None = moment(default=None, nullable=True)


class CodePurpose(StrEnum):
    LOG_IN = "log_in"
    PROOF = "proof"
    """Fresh proof before a change in the profile."""
    PHONE = "phone"
    """A new phone number is confirmed."""


class Code(Table, table=True):
    """Six digits that were sent: hashed, single use, void once a newer one is sent.

    Bound to the pending log-in or to the session that asked for it.
    """

    __tablename__ = "codes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "login_id", "purpose", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    login_id: int = Field(foreign_key="logins.id")
    purpose: CodePurpose = choice(CodePurpose)
    method: Method = choice(Method)
    destination: str = Field(max_length=254)
    code_hash: str = Field(max_length=64, repr=False)
    pending_id: int | None = Field(default=None, foreign_key="pending_log_ins.id")
    session_id: int | None = Field(default=None, foreign_key="sessions.id")
    created_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    used_at: datetime | None = moment(default=None, nullable=True)
    voided_at: datetime | None = moment(default=None, nullable=True)


class Authenticator(Table, table=True):
    """An authenticator app's secret (RFC 6238), sealed with the portal's key."""

    __tablename__ = "authenticators"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    login_id: int = Field(foreign_key="logins.id", unique=True)
    sealed_secret: str = Field(max_length=255, repr=False)
    last_counter: int = 0
    """Of the newest code that was accepted: none at or below it is ever again."""
    created_at: datetime = moment()
    confirmed_at: datetime | None = moment(default=None, nullable=True)
    """None: removed; the secret is a random one then, which nobody was shown."""


class RecoveryCode(Table, table=True):
    __tablename__ = "recovery_codes"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "login_id"),)

    id: int | None = Field(default=None, primary_key=True)
    login_id: int = Field(foreign_key="logins.id")
    code_hash: str = Field(max_length=64, unique=True, repr=False)
    sealed: str | None = Field(default=None, max_length=255, repr=False)
    """The code itself, sealed, only until the borrower has seen it."""
    created_at: datetime = moment()
    used_at: datetime | None = moment(default=None, nullable=True)


class TrustedDevice(Table, table=True):
    """A browser that skips the second step for 30 days; listed and revocable."""

    __tablename__ = "trusted_devices"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True, repr=False)
    login_id: int = Field(foreign_key="logins.id", index=True)
    user_agent: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=45)
    created_at: datetime = moment()
    last_used_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    revoked_at: datetime | None = moment(default=None, nullable=True)
