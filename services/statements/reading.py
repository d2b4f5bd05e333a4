"""Statements by subject (ADR 0003)."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account
from models.statements import Statement
from services.accounts.repository import account_for
from services.errors import NotFound
from services.subject import Subject


def line_for(session: Session, subject: Subject, number: object) -> Account:
    """A line of credit that the subject may see. Raises `NotFound` for all else."""
    account = account_for(session, subject, number)
    if account.kind not in CREDIT_KINDS:
        raise NotFound
    return account


def statement_for(
    session: Session, subject: Subject, number: object, closed_on: object
) -> Statement:
    """The one that closed on that day (ISO). Raises `NotFound`."""
    return on_closing_day(session, line_for(session, subject, number), closed_on)


def on_closing_day(session: Session, account: Account, closed_on: object) -> Statement:
    """Of an account that the asker may see. Raises `NotFound`."""
    found = session.exec(
        select(Statement).where(
            col(Statement.account_id) == account.id, col(Statement.closed_on) == _day(closed_on)
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _day(given: object) -> date:
    try:
        if isinstance(given, str) and len(given) == len("2026-12-01") and given.isascii():
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise NotFound


def newest_first(
    session: Session, account_id: int, below: int | None, count: int
) -> Sequence[Statement]:
    """`count` of the account's, from the newest on or from below the number `below`."""
    query = select(Statement).where(col(Statement.account_id) == account_id)
    if below is not None:
        query = query.where(col(Statement.number) < below)
    return session.exec(query.order_by(col(Statement.number).desc()).limit(count)).all()
