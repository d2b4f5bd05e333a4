"""A document goes out: who may have it, as what."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.documents import Document, DocumentKind
from services import audit, storage
from services.database import reading, unit_of_work
from services.documents.repository import FOLDER, any_document, document_for
from services.errors import NotFound
from services.subject import AgentSubject, Subject

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.PNG: "image/png",
    DocumentKind.JPEG: "image/jpeg",
    DocumentKind.HEIC: "image/heic",
    DocumentKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    DocumentKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    DocumentKind.TXT: "text/plain; charset=utf-8",
    DocumentKind.CSV: "text/csv; charset=utf-8",
}
_VIEWED = (DocumentKind.PDF, DocumentKind.PNG, DocumentKind.JPEG)


@dataclass(frozen=True, slots=True)
class Sent:
    """`size` in bytes; `can_be_viewed`: a browser shows it without running anything."""

    name: str
    media_type: str
    size: int
    can_be_viewed: bool
    pieces: Iterator[bytes]


def for_borrower(subject: Subject, number: str, key: str) -> Sent:
    """Raises `NotFound`."""
    with reading() as session:
        return _sent(document_for(session, subject, number, key))


def for_agent(agent: AgentSubject, number: str, key: str) -> Sent:
    """That an agent read it is in the log. Raises `NotFound`."""
    with reading() as session:
        document = any_document(session, agent, number, key)

    def noted() -> Iterator[bytes]:
        with unit_of_work() as session:
            audit.record(
                session,
                "lms:document:seen",
                actor_login_id=agent.login_id,
                customer_id=document.customer_id,
                account_id=document.account_id,
                address=agent.address,
                detail=f"{document.key}: {document.name}",
            )
        yield from found.pieces

    found = _sent(document)
    return Sent(found.name, found.media_type, found.size, found.can_be_viewed, noted())


def _sent(document: Document) -> Sent:
    pieces = storage.pieces(FOLDER, document.key)
    if pieces is None:
        raise NotFound
    return Sent(
        document.name,
        _TYPES[document.kind],
        document.size,
        document.kind in _VIEWED,
        pieces,
    )
