"""A document comes in: looked at, stored, then known; or none of it."""

from secrets import token_hex
from typing import IO

from sqlmodel import Session

from models.accounts import Account
from models.documents import AddedBy, Document, DocumentSection
from services import audit, live, storage
from services.accounts.repository import account_for, any_account
from services.database import reading, unit_of_work
from services.documents import quota
from services.documents.content import Found, look
from services.documents.errors import UnfitFile
from services.documents.repository import FOLDER
from services.roles import AgentRole, require
from services.subject import AgentSubject, Subject


def may_add(subject: Subject, number: object, size: int = 0) -> None:
    """Before the first byte is read; `size` as the browser says. Raises `NotFound`,
    `TooMuchToday`, `TooMuchKept`.
    """
    with reading() as session:
        account_for(session, subject, number)
        quota.require_room(session, subject, size)


def add(subject: Subject, number: object, file: IO[bytes], name: object, address: str = "") -> str:
    """Keep a borrower's upload; the answer is its key. `file` lies on disk.

    Raises what `may_add` does, asked again, and `UnfitFile`.
    """
    found = _looked_at(subject, number, file, name, address)
    key = _stored(file)
    try:
        with unit_of_work() as session:
            account = account_for(session, subject, number)
            quota.lock(session, subject)
            quota.require_room(session, subject, found.size)
            document = _document(account, found, key, DocumentSection.UPLOAD)
            document.added_by, document.login_id = AddedBy.CUSTOMER, subject.login_id
            document.customer_id = subject.customer_id
            _keep(session, document)
            audit.record(
                session,
                "portal:document:added",
                login_id=subject.login_id,
                actor_login_id=subject.login_id,
                customer_id=subject.customer_id,
                account_id=account.id,
                address=address,
                detail=f"{key}: {found.name}",
            )
    except BaseException:
        storage.delete(FOLDER, key)
        raise
    return key


def add_for_lender(
    agent: AgentSubject,
    number: object,
    file: IO[bytes],
    name: object,
    section: DocumentSection = DocumentSection.OTHER,
    *,
    visible: bool,
) -> str:
    """Keep an agent's upload; `visible`: borrowers see it. Raises `NotAllowed`, `NotFound`,
    `UnfitFile`.
    """
    require(agent, AgentRole.SERVICER)
    with reading() as session:
        any_account(session, agent, number)
    found = look(file, name)
    key = _stored(file)
    try:
        with unit_of_work() as session:
            account = any_account(session, agent, number)
            document = _document(account, found, key, section)
            document.login_id, document.visible = agent.login_id, visible
            _keep(session, document)
            audit.record(
                session,
                "lms:document:added",
                actor_login_id=agent.login_id,
                account_id=account.id,
                address=agent.address,
                detail=f"{key}: {found.name} ({'shown' if visible else 'hidden'})",
            )
    except BaseException:
        storage.delete(FOLDER, key)
        raise
    return key


def _looked_at(
    subject: Subject, number: object, file: IO[bytes], name: object, address: str
) -> Found:
    """What was refused is in the log."""
    try:
        return look(file, name)
    except UnfitFile as error:
        with unit_of_work() as session:
            account = account_for(session, subject, number)
            audit.record(
                session,
                "portal:document:refused",
                login_id=subject.login_id,
                actor_login_id=subject.login_id,
                customer_id=subject.customer_id,
                account_id=account.id,
                address=address,
                detail=error.reason.value,
            )
        raise


def _stored(file: IO[bytes]) -> str:
    """Its random name."""
    key = token_hex(12)
    file.seek(0)
    storage.put_file(FOLDER, key, file)
    return key


def _document(account: Account, found: Found, key: str, section: DocumentSection) -> Document:
    assert account.id is not None
    return Document(
        key=key,
        account_id=account.id,
        section=section,
        name=found.name,
        kind=found.kind,
        size=found.size,
        sha256=found.sha256,
        added_by=AddedBy.AGENT,
    )


def _keep(session: Session, document: Document) -> None:
    session.add(document)
    session.flush()
    live.tell_account(session, document.account_id)
