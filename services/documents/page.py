"""The tab *Documents* of an account's page, for a borrower."""

import re
from itertools import groupby

from sqlmodel import Session, and_, col, or_

from models.documents import Document, DocumentKind, DocumentSection
from portal_app.routes import document_addresses
from portal_app.settings import get_settings
from services.accounts.repository import account_for
from services.documents.repository import is_own, visible_to
from services.documents.views import DocumentGroup, DocumentLine, DocumentsPage
from services.documents.words import section_label, size_words
from services.language import _, current_language, formats
from services.lender_settings import current_brand
from services.subject import Subject

PAGE = 6
"""Lines that are sent at once: below 2 KB (P7)."""
DOT = " · "
_ID = re.compile(r"[0-9]{1,9}")
_VIEWS = {
    DocumentKind.PDF: "pdf",
    DocumentKind.PNG: "picture",
    DocumentKind.JPEG: "picture",
}


def documents_page(
    session: Session, subject: Subject, number: object, after: str = ""
) -> DocumentsPage:
    """By section, the newest first in each, behind the place `after`. Raises `NotFound`."""
    account = account_for(session, subject, number)
    query = visible_to(subject, account)
    if (place := _place(after)) is not None:
        section, low = place
        query = query.where(
            or_(
                col(Document.section) > section,
                and_(col(Document.section) == section, col(Document.id) < low),
            )
        )
    ordered = query.order_by(col(Document.section), col(Document.id).desc()).limit(PAGE + 1)
    found = list(session.exec(ordered).all())
    lender = current_brand().name
    groups = tuple(
        DocumentGroup(section_label(section), tuple(_line(subject, one, lender) for one in ones))
        for section, ones in groupby(found[:PAGE], key=lambda one: one.section)
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    files = document_addresses(account.number, current_language())
    return DocumentsPage(*files, groups, f"{last.section}:{last.id}" if last else "")


def _place(after: str) -> tuple[DocumentSection, int] | None:
    section, _colon, low = after.partition(":")
    if section not in list(DocumentSection) or not _ID.fullmatch(low):
        return None
    return DocumentSection(section), int(low)


def _line(subject: Subject, document: Document, lender: str) -> DocumentLine:
    own = is_own(subject, document)
    parts = (
        size_words(document.size),
        formats.day(document.created_at.astimezone(get_settings().zone).date()),
        _("You") if own else lender,
    )
    return DocumentLine(
        document.key, document.name, DOT.join(parts), _VIEWS.get(document.kind, ""), own
    )
