"""What goes out by post: the queue of letters that somebody prints and mails."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Table, moment


class PaperLetter(Table, table=True):
    """One document for one reader who does not get it by mail: a statement, or the notice of a
    step of a dispute (12 CFR 1026.13). Each at most once.
    """

    __tablename__ = "paper_letters"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("(statement_id IS NULL) <> (step_id IS NULL)", name="of_one_document"),
        UniqueConstraint("customer_id", "statement_id"),
        UniqueConstraint("customer_id", "step_id"),
        Index(None, "mailed_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customers.id")
    account_id: int = Field(foreign_key="accounts.id")
    statement_id: int | None = Field(default=None, foreign_key="statements.id")
    step_id: int | None = Field(default=None, foreign_key="dispute_steps.id")
    created_at: datetime = moment()
    mailed_at: datetime | None = moment(default=None, nullable=True)
    """None: it waits."""
    mailed_by: int | None = None
    """The agent's login."""
