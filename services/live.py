"""Tell the open tabs of a login to look again; they do within a second."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, delete, select

from models.accounts import AccountLink
from models.base import utc_now
from models.customers import Login
from models.live import LiveNotice

KEPT = timedelta(minutes=2)
"""Far longer than any listener takes to hear a notice."""


def tell(session: Session, login_ids: Iterable[int]) -> None:
    """In the unit of work of the change; heard once it has been committed."""
    session.add_all(LiveNotice(login_id=login_id) for login_id in set(login_ids))


def tell_customer(session: Session, customer_id: int) -> None:
    """The customer's login, if there is one."""
    tell(session, session.exec(select(Login.id).where(Login.customer_id == customer_id)).all())  # pyright: ignore[reportArgumentType]


def tell_account(session: Session, account_id: int) -> None:
    """Everyone who may be looking at the account, also those who just lost their web access."""
    found = (
        select(Login.id)
        .join(AccountLink, col(AccountLink.customer_id) == col(Login.customer_id))
        .where(AccountLink.account_id == account_id)
    )
    tell(session, session.exec(found).all())  # pyright: ignore[reportArgumentType]


def notices_after(session: Session, low: int) -> list[tuple[int, int]]:
    """Ids and logins of the committed notices with an id above `low`.

    PostgreSQL gives ids out before it commits: one below an id that was seen may still come.
    """
    newer = select(LiveNotice.id, LiveNotice.login_id).where(col(LiveNotice.id) > low)
    return [(id_, login_id) for id_, login_id in session.exec(newer).all() if id_ is not None]


def has_old_notices(session: Session) -> bool:
    return session.exec(select(LiveNotice.id).where(*_old()).limit(1)).first() is not None


def prune(session: Session) -> None:
    """Drop the notices that everyone has heard.

    The newest stays: SQLite would give its id out again, and no listener hears an id twice.
    """
    session.execute(delete(LiveNotice).where(*_old()))


def _old() -> tuple[ColumnElement[bool], ...]:
    newest = select(func.max(col(LiveNotice.id))).scalar_subquery()
    return col(LiveNotice.at) < utc_now() - KEPT, col(LiveNotice.id) < newest
