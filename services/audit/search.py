"""Reading the log: newest first, in pages that cost the same however long the log is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import Select, func, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import Account
from models.audit import AuditEntry
from models.customers import Customer, Login
from portal_app.settings import get_settings
from services.audit.filters import AuditFilter, streams
from services.audit.recording import record
from services.csv_text import csv_pieces
from services.database import reading
from services.language.formats import moment
from services.roles import AgentRole, require
from services.subject import AgentSubject

READERS = AgentRole.SERVICER
"""The lowest role that may read the log (ADR 0021)."""
PAGE = 50
_EXPORTED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as an agent reads it; `at` in the lender's zone. "" is nothing or nobody."""

    id: int
    at: str
    action: str
    actor: str
    login: str
    customer: str
    account: str
    address: str
    user_agent: str
    detail: str


@dataclass(frozen=True, slots=True)
class Page:
    """`next_before` goes into the next call; 0: this was the last page."""

    entries: list[EntryView]
    next_before: int = 0


def search(session: Session, agent: AgentSubject, wanted: AuditFilter, before: int = 0) -> Page:
    """At most `PAGE` entries older than the one with id `before` (0: the newest).

    Raises `NotAllowed`.
    """
    require(agent, READERS)
    entries = _views(session, _ids(session, wanted, before, PAGE + 1))
    more = len(entries) > PAGE
    return Page(entries[:PAGE], entries[PAGE - 1].id if more else 0)


def record_search(session: Session, agent: AgentSubject, wanted: AuditFilter) -> None:
    """Who reads about whom is in the log as well. Raises `NotAllowed`."""
    require(agent, READERS)
    _record(session, agent, "lms:audit:searched", wanted)


def record_export(session: Session, agent: AgentSubject, wanted: AuditFilter) -> None:
    """Before the first byte of an export leaves. Raises `NotAllowed`."""
    require(agent, READERS)
    _record(session, agent, "lms:audit:exported", wanted)


def export(agent: AgentSubject, wanted: AuditFilter) -> Iterator[str]:
    """The matching entries as CSV, in pieces; a session per piece, so that none stays open."""
    require(agent, READERS)
    return csv_pieces(_HEADER, _exported(wanted))


_HEADER = (
    *("entry", "at_utc", "action", "actor", "login", "customer", "account"),
    *("address", "user_agent", "detail", "hash"),
)


def _exported(wanted: AuditFilter) -> Iterator[list[str]]:
    before = 0
    while True:
        with reading() as session:
            found = _rows(session, _ids(session, wanted, before, _EXPORTED_AT_ONCE))
        for row in found:
            entry: AuditEntry = row[0]
            at = entry.at.astimezone(UTC).isoformat(timespec="milliseconds")
            yield [str(entry.id), at, entry.action, *_who(row), *_how(entry), entry.hash]
        if len(found) < _EXPORTED_AT_ONCE:
            return
        before = found[-1][0].id


def _record(session: Session, agent: AgentSubject, action: str, wanted: AuditFilter) -> None:
    record(
        session,
        action,
        actor_login_id=agent.login_id,
        customer_id=wanted.customer_id,
        address=agent.address,
        detail=str(wanted),
    )


def _ids(session: Session, wanted: AuditFilter, before: int, limit: int) -> list[int]:
    """Each alternative gives its newest ones from an index; the newest of those are it."""
    found = streams(session, wanted)
    if found is None:
        return []
    common = list(found.common)
    if before:
        common.append(col(AuditEntry.id) < before)
    one = select(AuditEntry.id).where(*common).order_by(col(AuditEntry.id).desc()).limit(limit)
    if not found.alternatives:
        return [id_ for id_ in session.exec(one) if id_]
    parts = [select(one.where(case).subquery().c.id) for case in found.alternatives]
    both = union(*parts).subquery()
    newest = select(both.c.id).order_by(both.c.id.desc()).limit(limit)
    return list(session.execute(newest).scalars())


def _rows(session: Session, ids: list[int]) -> list[Any]:
    whose, actor = aliased(Login), aliased(Login)
    name = func.coalesce(Customer.first_name + " " + Customer.last_name, "")
    found: Select[Any] = (
        select(AuditEntry, actor.email, whose.email, name, Account.number)  # pyright: ignore[reportCallIssue, reportArgumentType]
        .outerjoin(whose, col(whose.id) == col(AuditEntry.login_id))
        .outerjoin(actor, col(actor.id) == col(AuditEntry.actor_login_id))
        .outerjoin(
            Customer,
            col(Customer.id) == func.coalesce(AuditEntry.customer_id, whose.customer_id),
        )
        .outerjoin(Account, col(Account.id) == col(AuditEntry.account_id))
        .where(col(AuditEntry.id).in_(ids))
        .order_by(col(AuditEntry.id).desc())
    )
    return list(session.execute(found))


def _views(session: Session, ids: list[int]) -> list[EntryView]:
    zone = get_settings().zone
    return [
        EntryView(row[0].id, moment(row[0].at, zone), row[0].action, *_who(row), *_how(row[0]))
        for row in _rows(session, ids)
    ]


def _who(row: Any) -> tuple[str, str, str, str]:
    """Actor, login, customer, account."""
    return row[1] or "", row[2] or "", row[3] or "", row[4] or ""


def _how(entry: AuditEntry) -> tuple[str, str, str]:
    return entry.address, entry.user_agent, entry.detail
