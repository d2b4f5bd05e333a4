"""Who is to look again: rows that every web process reads a few times a second."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table, moment


class LiveNotice(Table, table=True):
    """Something that a login's open tabs show has changed, or its session has ended.

    Written in the unit of work of the change; it carries nothing else, tabs read SQL again.
    """

    __tablename__ = "live_notices"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    login_id: int = Field(foreign_key="logins.id")
    at: datetime = moment()
