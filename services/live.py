"""Tell the open tabs of a login to look again; they do within a second."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.accounts import AccountLink
from models.customers import Login
from models.live import LiveNotice


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
