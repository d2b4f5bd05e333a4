"""A document comes in: looked at, stored, then known; or none of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    stored = store(file, _looked_at(subject, number, file, name, address))
    with _kept_or_gone(stored), unit_of_work() as session:
        account = account_for(session, subject, number)
        quota.lock(session, subject)
        quota.require_room(session, subject, stored.found.size)
        keep(session, account, stored, DocumentSection.UPLOAD, borrower=subject)
        audit.record(
            session,
            "portal:document:added",
            login_id=subject.login_id,
            actor_login_id=subject.login_id,
            customer_id=subject.customer_id,
            account_id=account.id,
            address=address,
            detail=stored.described,
        )
    return stored.key


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
    stored = store(file, look(file, name))
    with _kept_or_gone(stored), unit_of_work() as session:
        account = any_account(session, agent, number)
        document = keep(session, account, stored, section, visible=visible)
        document.login_id = agent.login_id
        audit.record(
            session,
            "lms:document:added",
            actor_login_id=agent.login_id,
            account_id=account.id,
            address=agent.address,
            detail=f"{stored.described} ({'shown' if visible else 'hidden'})",
        )
    return stored.key


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the storage; no row names it yet."""

    key: str
    found: Found

    @property
    def described(self) -> str:
        return f"{self.key}: {self.found.name}"


def store(file: IO[bytes], found: Found) -> Stored:
    """Under a random name."""
    key = token_hex(12)
    file.seek(0)
    storage.put_file(FOLDER, key, file)
    return Stored(key, found)


def keep(
    session: Session,
    account: Account,
    stored: Stored,
    section: DocumentSection,
    *,
    borrower: Subject | None = None,
    visible: bool = True,
) -> Document:
    """The row that makes it a document: of `borrower`, or of the lender."""
    assert account.id is not None
    document = Document(
        key=stored.key,
        account_id=account.id,
        section=section,
        name=stored.found.name,
        kind=stored.found.kind,
        size=stored.found.size,
        sha256=stored.found.sha256,
        added_by=AddedBy.CUSTOMER if borrower else AddedBy.AGENT,
        login_id=borrower.login_id if borrower else None,
        customer_id=borrower.customer_id if borrower else None,
        visible=visible,
    )
    session.add(document)
    session.flush()
    live.tell_account(session, account.id)
    return document


@contextmanager
def _kept_or_gone(stored: Stored) -> Iterator[None]:
    """Without its row a file leaves the storage again."""
    try:
        yield
    except BaseException:
        storage.delete(FOLDER, stored.key)
        raise


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
