"""Writing entries: kept until the unit of work commits, then chained under the head's lock.

The lock is the last one taken and is held for the commit only, so that writers neither fork the
chain nor wait for each other's work, and cannot lock each other out (SQLite has its one writer).
"""

import logging
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, event, insert, update
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, col, select

from models.audit import AuditEntry, AuditHead
from models.base import utc_now
from services.audit.actions import checked
from services.audit.chain import COLUMNS, hash_of, same, seal_of
from services.database import READS_ONLY

_log = logging.getLogger(__name__)
_PENDING = "audit_entries"
HEAD_LOST = "system:audit:head_lost"


@dataclass
class _Pending:
    entry: AuditEntry
    savepoint: SessionTransaction | None
    """What takes the entry with it when it is rolled back."""


def record(
    session: Session,
    action: str,
    *,
    login_id: int | None = None,
    actor_login_id: int | None = None,
    customer_id: int | None = None,
    account_id: int | None = None,
    address: str = "",
    user_agent: str = "",
    detail: str = "",
) -> None:
    """One entry, written when `session`'s unit of work commits, and lost when it does not.

    `login_id` is whose login it is about, `actor_login_id` who acted; `detail` is for agents to
    read and never holds a secret. Texts are cut to their columns and lose what cannot be printed.
    Raises `UnknownAction`.
    """
    if session.info.get(READS_ONLY):
        raise RuntimeError("an audit entry needs a unit of work, not a session for queries")
    entry = AuditEntry(
        at=utc_now(),
        action=checked(action),
        login_id=login_id,
        actor_login_id=actor_login_id,
        customer_id=customer_id,
        account_id=account_id,
        address=_clean(address, 45),
        user_agent=_clean(user_agent, 200),
        detail=_clean(detail, 500),
    )
    pending = session.info.setdefault(_PENDING, [])
    pending.append(_Pending(entry, session.get_nested_transaction()))


def _clean(text: str, length: int) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:length])


_COLUMNS = (*COLUMNS, "hash")
_LOCKED_HEAD = (
    select(col(AuditHead.entry_id), col(AuditHead.hash), col(AuditHead.seal))
    .where(AuditHead.id == 1)
    .with_for_update()
)
_INSERT = insert(AuditEntry)
_NEW_HEAD = insert(AuditHead).values(id=1)
_MOVED_HEAD = (
    update(AuditHead)
    .where(col(AuditHead.id) == 1)
    .values({name: bindparam(name) for name in ("entry_id", "hash", "seal")})
)


def _write(session: Session) -> None:
    """Before the outermost commit: chain what was recorded."""
    if session.in_nested_transaction() or not session.info.get(_PENDING):
        return
    session.flush()  # an entry may name a login that is new in this unit of work
    entries = [one.entry for one in session.info.pop(_PENDING)]
    # Core, not objects: while the head is locked every other writer waits
    connection = session.connection()
    head = connection.execute(_LOCKED_HEAD).first()
    if head is not None and same(head.seal, seal_of(head.entry_id, head.hash)):
        last_id, last_hash = head.entry_id, head.hash
    else:
        last_id, last_hash = _last_entry(connection)
        if last_hash:
            entries.insert(0, AuditEntry(at=utc_now(), action=HEAD_LOST))
    for entry in entries:
        last_id += 1
        entry.id, entry.previous_hash = last_id, last_hash
        entry.hash = last_hash = hash_of(entry)
    connection.execute(_INSERT, [_values(entry) for entry in entries])
    values = {"entry_id": last_id, "hash": last_hash, "seal": seal_of(last_id, last_hash)}
    connection.execute(_NEW_HEAD if head is None else _MOVED_HEAD, values)


def _values(entry: AuditEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _COLUMNS}


def _last_entry(connection: Connection) -> tuple[int, str]:
    """Where the chain begins, or goes on after a head that somebody took or changed.

    That it happened stays in the log, and `portal verify-audit` reports it for ever.
    """
    newest = select(col(AuditEntry.id), col(AuditEntry.hash)).order_by(col(AuditEntry.id).desc())
    last = connection.execute(newest.limit(1)).first()
    if last is None:
        return 0, ""
    if last.hash:
        _log.error("the head of the audit log was missing or changed")
    return last.id, last.hash


def _forget(session: Session, previous: SessionTransaction) -> None:
    """What a rolled back savepoint recorded did not happen; with the outermost, nothing did."""
    pending: list[_Pending] = session.info.get(_PENDING, [])
    session.info[_PENDING] = [one for one in pending if not _within(one.savepoint, previous)]


def _within(inner: SessionTransaction | None, outer: SessionTransaction) -> bool:
    if not outer.nested:
        return True
    while inner is not None and inner is not outer:
        inner = inner.parent
    return inner is outer


event.listen(Session, "before_commit", _write)
event.listen(Session, "after_soft_rollback", _forget)
