"""Documents go, or are hidden; what no row names any more leaves the storage."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from models.base import utc_now
from models.documents import Document
from services import audit, live, storage
from services.database import reading, unit_of_work
from services.documents.repository import FOLDER, any_document, own_document
from services.roles import AgentRole, require
from services.subject import AgentSubject, Subject

SPARED = timedelta(days=1)
"""A file without a row may belong to an upload that is under way."""
_AT_ONCE = 500


def delete(subject: Subject, number: object, key: object) -> None:
    """A borrower's own upload, for good. Raises `NotFound`."""
    with unit_of_work() as session:
        document = own_document(session, subject, number, key)
        document.deleted_at = utc_now()
        session.add(document)
        audit.record(
            session,
            "portal:document:deleted",
            login_id=subject.login_id,
            actor_login_id=subject.login_id,
            customer_id=subject.customer_id,
            account_id=document.account_id,
            detail=f"{document.key}: {document.name}",
        )
        live.tell_account(session, document.account_id)
    storage.delete(FOLDER, document.key)


def delete_for_lender(agent: AgentSubject, number: object, key: object) -> None:
    """Raises `NotAllowed`, `NotFound`."""
    require(agent, AgentRole.SERVICER)
    with unit_of_work() as session:
        document = any_document(session, agent, number, key)
        document.deleted_at = utc_now()
        session.add(document)
        _record(session, agent, document, "deleted")
    storage.delete(FOLDER, document.key)


def show(agent: AgentSubject, number: object, key: object, visible: object) -> None:
    """Whether borrowers see it; open tabs follow. Raises `NotAllowed`, `NotFound`."""
    require(agent, AgentRole.SERVICER)
    with unit_of_work() as session:
        document = any_document(session, agent, number, key)
        if document.visible is bool(visible):
            return
        document.visible = bool(visible)
        session.add(document)
        _record(session, agent, document, "shown" if document.visible else "hidden")


def _record(session, agent: AgentSubject, document: Document, verb: str) -> None:
    audit.record(
        session,
        f"lms:document:{verb}",
        actor_login_id=agent.login_id,
        customer_id=document.customer_id,
        account_id=document.account_id,
        address=agent.address,
        detail=f"{document.key}: {document.name}",
    )
    live.tell_account(session, document.account_id)


def sweep(now: datetime | None = None) -> int:
    """Files whose row is deleted, or was never written because a process died; how many."""
    before = (now or utc_now()) - SPARED
    names, gone = storage.names(FOLDER), storage.forget_unfinished(FOLDER, before)
    for at in range(0, len(names), _AT_ONCE):
        batch = names[at : at + _AT_ONCE]
        with reading() as session:
            known = select(Document.key).where(
                col(Document.key).in_(batch), col(Document.deleted_at).is_(None)
            )
            kept = set(session.exec(known).all())
        for name in set(batch) - kept:
            written = storage.written_at(FOLDER, name)
            if written is not None and written.astimezone(UTC) < before:
                storage.delete(FOLDER, name)
                gone += 1
    return gone
