"""Accounts by subject: there is no way to ask for one without saying who asks (ADR 0003)."""

from typing import TypeGuard

from sqlalchemy import bindparam
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models.accounts import Account, AccountLink
from services.errors import NotFound
from services.subject import AgentSubject, Subject

MAX_NUMBER_LENGTH = 40


def is_number(given: object) -> TypeGuard[str]:
    """Whether it can be an account's: databases refuse lone surrogates and NUL."""
    return isinstance(given, str) and 0 < len(given) <= MAX_NUMBER_LENGTH and given.isprintable()


def accounts_visible_to(subject: Subject) -> Select[Account, AccountLink]:
    """Accounts with web access for this subject's customer."""
    return (
        select(Account, AccountLink)
        .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(
            col(AccountLink.customer_id) == subject.customer_id,
            col(AccountLink.web_access).is_(True),
        )
    )


_BY_NUMBER = (
    select(Account)
    .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
    .where(
        col(AccountLink.customer_id) == bindparam("customer_id"),
        col(AccountLink.web_access).is_(True),
        col(Account.number) == bindparam("number"),
    )
)
"""`accounts_visible_to` for one number; composed once, as most clicks ask."""


def account_for(session: Session, subject: Subject, number: object) -> Account:
    """The account of that number, if the subject may see it. Raises `NotFound` otherwise."""
    if not is_number(number):
        raise NotFound
    by = {"customer_id": subject.customer_id, "number": number}
    found = session.execute(_BY_NUMBER, by).first()
    if found is None:
        raise NotFound
    return found[0]


def any_account(session: Session, agent: AgentSubject, number: object) -> Account:
    """For an agent, of any role. Raises `NotFound`."""
    if not is_number(number):
        raise NotFound
    found = session.exec(select(Account).where(col(Account.number) == number)).one_or_none()
    if found is None:
        raise NotFound
    return found
