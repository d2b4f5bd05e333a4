"""Reading the whole log against its chain: what was changed, taken, put in or cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import type_coerce
from sqlalchemy.types import NullType
from sqlmodel import Session, col, select

from models.audit import AuditEntry, AuditHead
from services.audit.chain import COLUMNS, hash_of, same, seal_of
from services.audit.recording import HEAD_LOST
from services.database import reading

_BATCH = 1_000


@dataclass(frozen=True)
class Finding:
    """`entries`: first and last id that it is about; `problem`: a key of `PROBLEMS`."""

    entries: tuple[int, int]
    problem: str


PROBLEMS = {
    "changed": "changed after it was written, or not written by the portal",
    "missing": "missing",
    "unlinked": "does not follow the entry before it: one of the two was replaced",
    "not_chained": "put in beside the log: it is not chained",
    "head_lost": "written when the head of the log was missing or changed",
    "head_unsealed": "the head of the log was changed by someone without the portal's key",
    "head_gone": "the head of the log is missing",
    "head_behind": "newer than the head of the log, which was put back",
    "noted_gone": "not as it was noted",
}


@dataclass
class Report:
    """`entries` counts those from before the chain, `head` is "id:hash" to note elsewhere."""

    entries: int = 0
    unchained: int = 0
    head: str = ""
    findings: list[Finding] = field(default_factory=list)


def verify(noted: str = "") -> Report:
    """Checks every entry on one snapshot, in constant memory.

    `noted` is the head of an earlier report: whoever also had the portal's key, or put back an
    old copy of the whole database, cannot have made that entry again.
    """
    report = Report()
    with reading() as session:
        last = _walk(session, report, noted)
        _check_head(session, report, last)
    return report


def _walk(session: Session, report: Report, noted: str) -> tuple[int, str]:
    last_id, last_hash = 0, ""
    noted_id = noted.partition(":")[0]
    is_there = not noted
    for row in _rows(session):
        report.entries += 1
        if not row.hash and not row.previous_hash and not last_hash:
            report.unchained += 1
            last_id = row.id
            continue
        is_there = is_there or (str(row.id) == noted_id and same(noted, f"{row.id}:{row.hash}"))
        report.findings += _of_entry(row, last_id, last_hash)
        if row.hash:
            last_id, last_hash = row.id, row.hash
    if not is_there:
        number = int(noted_id) if noted_id.isascii() and noted_id.isdecimal() else 0
        report.findings.append(Finding((number, number), "noted_gone"))
    return last_id, last_hash


def _rows(session: Session) -> Iterator[SimpleNamespace]:
    """Read as they lie there: SQLite keeps in a column whatever its owner put in, and one entry
    that is no entry any more must not end the walk.
    """
    columns: list[Any] = [getattr(AuditEntry, name) for name in (*COLUMNS, "hash") if name != "at"]
    columns.append(type_coerce(col(AuditEntry.at), NullType()).label("at"))
    found = select(*columns).order_by(col(AuditEntry.id))
    for row in session.execute(found.execution_options(yield_per=_BATCH)):
        read = SimpleNamespace(**row._mapping)
        read.at = _moment(read.at)
        read.hash, read.previous_hash = str(read.hash), str(read.previous_hash)
        yield read


def _moment(raw: object) -> object:
    """The time in an `at` of SQLite's, which is text; what is none stays what it is."""
    if not isinstance(raw, str):
        return raw
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        return raw
    return raw if found.tzinfo else found.replace(tzinfo=UTC)


def _of_entry(row: SimpleNamespace, last_id: int, last_hash: str) -> Iterator[Finding]:
    here = (row.id, row.id)
    if not row.hash:
        yield Finding(here, "not_chained")
        return
    if row.id > last_id + 1:
        yield Finding((last_id + 1, row.id - 1), "missing")
    elif not same(row.previous_hash, last_hash):
        yield Finding(here, "unlinked")
    if not same(row.hash, hash_of(row)):
        yield Finding(here, "changed")
    elif row.action == HEAD_LOST:
        yield Finding(here, "head_lost")


def _check_head(session: Session, report: Report, last: tuple[int, str]) -> None:
    last_id, last_hash = last
    head = session.exec(select(AuditHead)).first()
    report.head = f"{last_id}:{last_hash}" if last_hash else ""
    if head is None:
        report.findings.append(Finding((last_id, last_id), "head_gone"))
    elif not (head.seal or last_hash or head.entry_id):
        return  # nothing has been written yet
    elif not same(head.seal, seal_of(head.entry_id, head.hash)):
        report.findings.append(Finding((head.entry_id, head.entry_id), "head_unsealed"))
    elif head.entry_id > last_id:
        report.findings.append(Finding((last_id + 1, head.entry_id), "missing"))
    elif head.entry_id < last_id:
        report.findings.append(Finding((head.entry_id + 1, last_id), "head_behind"))
    elif not same(head.hash, last_hash):
        report.findings.append(Finding((last_id, last_id), "unlinked"))
