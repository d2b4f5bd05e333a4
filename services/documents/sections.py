"""Sections that agents file documents under."""

from models.documents import DocumentSection
from services.documents.words import section_label

LENDERS_SECTIONS = tuple(one.value for one in DocumentSection if one is not DocumentSection.UPLOAD)


def section_choices() -> tuple[tuple[str, str], ...]:
    """Label and value of each."""
    return tuple((section_label(DocumentSection(one)), one) for one in LENDERS_SECTIONS)
