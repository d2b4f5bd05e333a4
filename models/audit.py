"""Who saw or changed what; append-only (triggers refuse UPDATE and DELETE) and chained."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, moment


class AuditEntry(Table, table=True):
    """`action` is `source:subject:action`, such as `portal:session:started`.

    Written by `services.audit.record` only: an entry that is not chained is a finding.
    """

    __tablename__ = "audit_entries"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "login_id", "id"),
        Index(None, "actor_login_id", "id"),
        Index(None, "customer_id", "id"),
        Index(None, "account_id", "id"),
        Index(None, "action", "id"),
        Index(None, "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    action: str = Field(max_length=80)
    login_id: int | None = Field(default=None, foreign_key="logins.id")
    """Whose login it is about: on whose behalf."""
    actor_login_id: int | None = None
    """Who acted; None: nobody known, or the portal itself."""
    customer_id: int | None = None
    account_id: int | None = Field(default=None, foreign_key="accounts.id")
    address: str = Field(default="", max_length=45)
    user_agent: str = Field(default="", max_length=200)
    detail: str = Field(default="", max_length=500)
    previous_hash: str = Field(default="", max_length=64)
    """Hash of the entry before; empty on entries from before the chain began."""
    hash: str = Field(default="", max_length=64)


class AuditHead(Table, table=True):
    """One row: the newest entry, so that a tail that is cut off is missed.

    It is also what writers lock: entries are chained one after the other.
    """

    __tablename__ = "audit_head"  # pyright: ignore[reportAssignmentType]

    id: int = Field(default=1, primary_key=True)
    entry_id: int
    hash: str = Field(max_length=64)
    seal: str = Field(max_length=64)
    """Keyed hash of the two: an older head cannot be made from an older entry."""
