"""The tab Transactions: one page of an account's list."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from models.accounts import CREDIT_KINDS
from services.accounts.repository import account_for
from services.language import _, formats
from services.subject import Subject
from services.transactions.listing import PAGE, listed
from services.transactions.query import Asked, as_query, asked_of
from services.transactions.rows import rows_of
from services.transactions.views import AskedView, TransactionsPage

TAB = {"tab": "transactions"}


def transactions_page(
    session: Session, subject: Subject, number: object, query: Mapping[str, object]
) -> TransactionsPage:
    """What the address asks for. Raises `NotFound`."""
    account = account_for(session, subject, number)
    asked, problems = asked_of(query)
    found, more = listed(session, account, asked)
    return TransactionsPage(
        is_line=account.kind in CREDIT_KINDS,
        rows=rows_of(session, account, found),
        asked=_shown(asked),
        query=as_query(replace(asked, page=1)),
        filtered=asked.filters,
        page=asked.page,
        more=more,
        place=_place(asked, len(found)),
        problem=_problem(problems),
    )


def _shown(asked: Asked) -> AskedView:
    return AskedView(
        words=asked.words,
        since=str(asked.since or ""),
        until=str(asked.until or ""),
        sort=asked.sort.value,
    )


def _place(asked: Asked, rows: int) -> str:
    first = (asked.page - 1) * PAGE + 1
    if not rows:
        return ""
    return _("Transactions {first} to {last}").format(
        first=formats.number(first), last=formats.number(first + rows - 1)
    )


def _problem(problems: tuple[str, ...]) -> str:
    if "order" in problems:
        return _("The period ends before it begins. Choose other dates.")
    if problems:
        return _("A date of the period could not be read. The search was made without it.")
    return ""
