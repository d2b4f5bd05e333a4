"""Accounts by subject: there is no way to ask for one without saying who asks (ADR 0003)."""

from sqlalchemy import Select
from sqlmodel import Session, select

from models.accounts import Account, AccountLink
from services.errors import NotFound
from services.subject import Subject

MAX_NUMBER_LENGTH = 40


def accounts_visible_to(subject: Subject) -> "Select[tuple[Account, AccountLink]]":
    """Accounts with web access for this subject's customer."""
    return (
        select(Account, AccountLink)
        .join(AccountLink, AccountLink.account_id == Account.id)  # pyright: ignore[reportArgumentType]
        .where(
            AccountLink.customer_id == subject.customer_id,
            AccountLink.web_access.is_(True),  # pyright: ignore[reportAttributeAccessIssue]
        )
    )


def account_for(session: Session, subject: Subject, number: object) -> Account:
    """The account of that number, if the subject may see it. Raises `NotFound` otherwise."""
    if not isinstance(number, str) or not 0 < len(number) <= MAX_NUMBER_LENGTH:
        raise NotFound
    row = session.execute(
        accounts_visible_to(subject).where(Account.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row[0]
