"""Words and figures in the borrower's language: see ADR 0015."""

from services.language.catalog import (
    LANGUAGES,
    current_language,
    gettext,
    ngettext,
    use_language,
)
from services.language.links import href

_ = gettext

__all__ = [
    "LANGUAGES",
    "_",
    "current_language",
    "gettext",
    "href",
    "ngettext",
    "use_language",
]
