"""Documents by subject: what a borrower may see of an account, and what of it is theirs.

The lender's documents that it shows, and the borrower's own: never another borrower's (ADR 0003).
"""

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.accounts import Account
from models.documents import AddedBy, Document
from services.accounts.repository import account_for, any_account, is_number
from services.errors import NotFound
from services.subject import AgentSubject, Subject

FOLDER = "files"
"""Of the storage."""


def visible_to(subject: Subject, account: Account) -> SelectOfScalar[Document]:
    """`account` came from `account_for`."""
    return select(Document).where(
        col(Document.account_id) == account.id,
        col(Document.deleted_at).is_(None),
        col(Document.visible).is_(True),
        or_(
            col(Document.added_by) == AddedBy.AGENT,
            col(Document.customer_id) == subject.customer_id,
        ),
    )


def document_for(session: Session, subject: Subject, number: object, key: object) -> Document:
    """Raises `NotFound`."""
    account = account_for(session, subject, number)
    if not is_number(key):
        raise NotFound
    found = session.exec(visible_to(subject, account).where(col(Document.key) == key)).first()
    if found is None:
        raise NotFound
    return found


def own_document(session: Session, subject: Subject, number: object, key: object) -> Document:
    """One that this borrower added. Raises `NotFound`."""
    found = document_for(session, subject, number, key)
    if not is_own(subject, found):
        raise NotFound
    return found


def is_own(subject: Subject, document: Document) -> bool:
    return document.added_by is AddedBy.CUSTOMER and document.customer_id == subject.customer_id


def any_document(session: Session, agent: AgentSubject, number: object, key: object) -> Document:
    """Raises `NotFound`."""
    account = any_account(session, agent, number)
    if not is_number(key):
        raise NotFound
    found = session.exec(
        select(Document).where(
            col(Document.account_id) == account.id,
            col(Document.deleted_at).is_(None),
            col(Document.key) == key,
        )
    ).first()
    if found is None:
        raise NotFound
    return found
