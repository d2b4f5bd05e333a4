"""Passkeys (WebAuthn)."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table, moment


class Passkey(Table, table=True):
    __tablename__ = "passkeys"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    login_id: int = Field(foreign_key="logins.id", index=True)
    credential_id: str = Field(max_length=1400, unique=True)
    """base64url; at most 1,023 bytes (WebAuthn Level 2, 4)."""
    public_key: str = Field(max_length=2000, repr=False)
    """base64url of the COSE key."""
    sign_count: int = 0
    name: str = Field(default="", max_length=60)
    transports: str = Field(default="", max_length=100)
    """Comma-separated, such as internal,hybrid."""
    backed_up: bool = False
    created_at: datetime = moment()
    last_used_at: datetime | None = moment(default=None, nullable=True)


class PasskeyChallenge(Table, table=True):
    """A challenge that was given out; used once, for one purpose."""

    __tablename__ = "passkey_challenges"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    challenge_hash: str = Field(max_length=64, unique=True)
    purpose: str = Field(max_length=20)
    """log_in, add or proof."""
    session_id: int | None = Field(default=None, foreign_key="sessions.id")
    created_at: datetime = moment()
    expires_at: datetime = moment(default=None, nullable=False)
    used_at: datetime | None = moment(default=None, nullable=True)
