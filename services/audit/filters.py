"""What agents look for in the log, and how the database finds it without reading all of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.accounts import Account
from models.audit import AuditEntry
from models.customers import Login
from portal_app.settings import get_settings
from services.audit.actions import known

_SLACK = timedelta(hours=1)
"""Entries are numbered when they commit, a little after what they tell: by less than this."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """All optional, all combined. `email` is of a login that the entry is about or that acted;
    `action` an action or its beginning up to a colon ("portal:session"), the lender's days.
    """

    email: str = ""
    customer_id: int | None = None
    account: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        """For the log itself."""
        given = {
            "email": self.email,
            "customer": self.customer_id,
            "account": self.account,
            "action": self.action,
            "from": self.since,
            "to": self.until,
        }
        return ", ".join(f"{name} {value}" for name, value in given.items() if value) or "all"


def matching_actions(prefix: str) -> list[str]:
    """Those that are `prefix` or begin with it and a colon."""
    begun = f"{prefix.rstrip(':')}:"
    return sorted(action for action in known() if f"{action}:".startswith(begun))


@dataclass(frozen=True, slots=True)
class Streams:
    """Conditions for all, and alternatives each of which one index answers in order of id."""

    common: list[ColumnElement[bool]]
    alternatives: list[ColumnElement[bool]]


def streams(session: Session, wanted: AuditFilter) -> Streams | None:
    """None when nothing can match: unknown email, account, action."""
    common = _days(session, wanted.since, wanted.until)
    actions = matching_actions(wanted.action) if wanted.action else []
    if wanted.action and not actions:
        return None
    if wanted.customer_id is not None:
        common.append(col(AuditEntry.customer_id) == wanted.customer_id)
    if wanted.account:
        account = select(Account.id).where(Account.number == wanted.account)
        account_id = session.exec(account).first()
        if account_id is None:
            return None
        common.append(col(AuditEntry.account_id) == account_id)
    if wanted.email:
        logins = session.exec(select(Login.id).where(Login.email == wanted.email)).all()
        if not logins:
            return None
        common += [col(AuditEntry.action).in_(actions)] if actions else []
        whose = (col(AuditEntry.login_id), col(AuditEntry.actor_login_id))
        return Streams(common, [column == one for one in logins for column in whose])
    if actions and not (wanted.customer_id or wanted.account):
        return Streams(common, [col(AuditEntry.action) == one for one in actions])
    common += [col(AuditEntry.action).in_(actions)] if actions else []
    return Streams(common, [])


def _days(session: Session, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """The days themselves, and ids around them, so that old days are not searched for from now."""
    found: list[ColumnElement[bool]] = []
    if since is not None:
        start = _midnight(since)
        found.append(col(AuditEntry.at) >= start)
        first = _edge(session, col(AuditEntry.at) >= start - _SLACK, newest=False)
        found.append(col(AuditEntry.id) >= (first or 0))
    if until is not None:
        end = _midnight(until + timedelta(days=1))
        found.append(col(AuditEntry.at) < end)
        last = _edge(session, col(AuditEntry.at) < end + _SLACK, newest=True)
        found.append(col(AuditEntry.id) <= (last or 0))
    return found


def _edge(session: Session, near: ColumnElement[bool], *, newest: bool) -> int | None:
    at = col(AuditEntry.at)
    order = at.desc() if newest else at.asc()
    return session.exec(select(AuditEntry.id).where(near).order_by(order).limit(1)).first()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_settings().zone).astimezone(UTC)
