"""The queue as agents see it: what waits, the oldest first; marking what was mailed."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.accounts import Account
from models.base import utc_now
from models.customers import Customer, Login
from models.paper import PaperLetter
from models.statements import Statement
from models.swipes import Dispute, DisputeStep
from portal_app.routes import lms_letters
from portal_app.settings import get_settings
from services import audit
from services.disputes.words import state_in_words
from services.errors import InvalidInput, NotFound
from services.language import formats
from services.roles import AgentRole, require
from services.subject import AgentSubject

PAGE = 10
_LAST_PAGE = 100_000
_HIGHEST = 2**31 - 1
_LONGEST = 11 * PAGE
_LANGUAGES = {"es": "Spanish"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """`slug` is the account's number in an address, `file` the address of the PDF."""

    id: int = 0
    document: str = ""
    name: str = ""
    customer: int = 0
    account: str = ""
    slug: str = ""
    language: str = ""
    since: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class PaperPage:
    rows: tuple[PaperRow, ...] = ()
    more: bool = False


def waiting(session: Session, agent: AgentSubject, page: object = 0) -> PaperPage:
    """What nobody has marked yet, for any role."""
    nth = page if type(page) is int and 0 <= page < _LAST_PAGE else 0
    found = session.exec(
        select(PaperLetter, Customer, Account, Login)
        .join(Customer, col(Customer.id) == col(PaperLetter.customer_id))
        .join(Account, col(Account.id) == col(PaperLetter.account_id))
        .join(Login, col(Login.customer_id) == col(Customer.id), isouter=True)
        .where(col(PaperLetter.mailed_at).is_(None))
        .order_by(col(PaperLetter.id))
        .offset(nth * PAGE)
        .limit(PAGE + 1)
    ).all()
    rows = (_row(session, *one) for one in found[:PAGE])
    return PaperPage(tuple(rows), len(found) > PAGE)


def mark_mailed(session: Session, agent: AgentSubject, letters: object) -> tuple[int, ...]:
    """Those of the named ids that waited until now; the others stay as they are.

    Raises `NotAllowed`, `InvalidInput` (`letters` missing).
    """
    found = _named(session, agent, letters, col(PaperLetter.mailed_at).is_(None))
    for letter in found:
        letter.mailed_at, letter.mailed_by = utc_now(), agent.login_id
        session.add(letter)
        record(session, agent, letter, "mailed")
    return tuple(letter.id or 0 for letter in found)


def take_back(session: Session, agent: AgentSubject, letters: object) -> int:
    """They wait again: how many of the named that this agent has marked.

    Raises `NotAllowed`, `InvalidInput` (`letters` missing).
    """
    found = _named(session, agent, letters, col(PaperLetter.mailed_by) == agent.login_id)
    for letter in found:
        letter.mailed_at = letter.mailed_by = None
        session.add(letter)
        record(session, agent, letter, "waits_again")
    return len(found)


def _named(
    session: Session, agent: AgentSubject, letters: object, which: ColumnElement[bool]
) -> Sequence[PaperLetter]:
    """At most a page of them, locked. Raises `NotAllowed`, `InvalidInput`."""
    require(agent, AgentRole.SERVICER)
    named = letters if isinstance(letters, list | tuple) else ()
    ids = {one for one in named[:PAGE] if type(one) is int and 0 < one <= _HIGHEST}
    if not ids:
        raise InvalidInput("letters", "missing")
    return session.exec(
        select(PaperLetter)
        .where(col(PaperLetter.id).in_(ids), which)
        .order_by(col(PaperLetter.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def any_letters(session: Session, agent: AgentSubject, given: object) -> Sequence[PaperLetter]:
    """By their ids as they stand in an address ("3", "3-4-9"), mailed or not, the oldest first.

    Raises `NotFound`: one of them is not there, or they are more than a page.
    """
    names = given.split("-") if isinstance(given, str) and len(given) <= _LONGEST else []
    ids = {_id(name) for name in names}
    letters = session.exec(
        select(PaperLetter).where(col(PaperLetter.id).in_(ids)).order_by(col(PaperLetter.id))
    ).all()
    if not 0 < len(letters) == len(ids) <= PAGE:
        raise NotFound
    return letters


def _id(name: str) -> int:
    """0 for what is none."""
    number = int(name) if name.isascii() and name.isdigit() else 0
    return number if number <= _HIGHEST else 0


def record(session: Session, agent: AgentSubject, letter: PaperLetter, verb: str) -> None:
    audit.record(
        session,
        f"lms:paper:{verb}",
        actor_login_id=agent.login_id,
        customer_id=letter.customer_id,
        account_id=letter.account_id,
        address=agent.address,
        detail=f"{letter.id}: {_document(session, letter)}",
    )


def _row(
    session: Session, letter: PaperLetter, customer: Customer, account: Account, login: Login | None
) -> PaperRow:
    assert letter.id is not None
    since = letter.created_at.astimezone(get_settings().zone).date()
    return PaperRow(
        letter.id,
        _document(session, letter),
        f"{customer.first_name} {customer.last_name}",
        letter.customer_id,
        account.number,
        quote(account.number, safe=""),
        _LANGUAGES.get(login.language or "" if login else "", "English"),
        formats.day(since),
        lms_letters(letter.id),
    )


def _document(session: Session, letter: PaperLetter) -> str:
    if letter.statement_id:
        statement = session.get_one(Statement, letter.statement_id)
        return f"Statement of {formats.day(statement.closed_on)}"
    step = session.get_one(DisputeStep, letter.step_id)
    dispute = session.get_one(Dispute, step.dispute_id)
    return f"Dispute {dispute.case_number}: {state_in_words(step.state)}"
