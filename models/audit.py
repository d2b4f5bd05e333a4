"""Who saw or changed what; append-only (triggers refuse UPDATE and DELETE)."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Table, moment


class AuditEntry(Table, table=True):
    """`action` is `source:subject:action`, such as `portal:session:logged_in`."""

    __tablename__ = "audit_entries"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index(None, "login_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    action: str = Field(max_length=80)
    login_id: int | None = Field(default=None, foreign_key="logins.id")
    account_id: int | None = Field(default=None, foreign_key="accounts.id")
    address: str = Field(default="", max_length=45)
    detail: str = Field(default="", max_length=500)
