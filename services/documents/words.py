"""Documents in words: sections, sizes, and why a file was not taken."""

from datetime import UTC, datetime, timedelta
from math import ceil

from models.documents import DocumentSection
from services.documents.content import MOST_BYTES
from services.documents.errors import TooMuchKept, TooMuchToday, Unfit
from services.language import formats
from services.language.catalog import gettext as _
from services.language.catalog import ngettext

_MB = 1024 * 1024


def section_label(section: DocumentSection) -> str:
    return {
        DocumentSection.AGREEMENT: _("Agreements"),
        DocumentSection.INSURANCE: _("Insurance"),
        DocumentSection.LETTER: _("Letters"),
        DocumentSection.OTHER: _("Other documents"),
        DocumentSection.TAX: _("Tax forms"),
        DocumentSection.UPLOAD: _("Added by you"),
    }[section]


def size_words(size: int) -> str:
    """421888 bytes are "412 KB"."""
    if size < _MB:
        return _("{count} KB").format(count=formats.number(max(1, round(size / 1024))))
    return _("{count} MB").format(count=formats.number(max(1, round(size / _MB))))


def too_big_words() -> str:
    return _("This file is larger than {most}. It was not added.").format(
        most=size_words(MOST_BYTES)
    )


def unfit_words(reason: Unfit) -> str:
    """What is wrong, and what helps. Nothing was kept."""
    return {
        Unfit.EMPTY: _("This file is empty. It was not added."),
        Unfit.TOO_BIG: too_big_words(),
        Unfit.NAME: _(
            "The name of this file has signs that hide what it is. Rename it, then add it again."
        ),
        Unfit.PROGRAM: _(
            "The name of this file is that of a program or a web page. It was not added."
        ),
        Unfit.KIND: _(
            "This file is none of these: PDF, PNG, JPEG, HEIC, DOCX, XLSX, TXT, CSV. Save it as a"
            " PDF, then add it again."
        ),
        Unfit.WEB_PAGE: _(
            "This is a web page or a drawing with code in it, whatever its name says. Print it to"
            " a PDF, then add that."
        ),
        Unfit.LOCKED: _(
            "This is an old Office format, or it has a password. Save it as a PDF without a"
            " password, then add it again."
        ),
        Unfit.TWO_IN_ONE: _(
            "This file is two kinds of file in one, which is not safe. Print it to a PDF, then add"
            " that."
        ),
        Unfit.ACTIVE: _("This file has macros or scripts in it. Print it to a PDF, then add that."),
        Unfit.LINKED: _(
            "This file loads parts of it from elsewhere. Print it to a PDF, then add that."
        ),
        Unfit.NESTED: _(
            "This file has other files inside it. Print it to a PDF, or add them one by one."
        ),
        Unfit.BOMB: _("This file unpacks to far more than it is. It was not added."),
        Unfit.PIXELS: _("This picture has too many pixels. Make it smaller, then add it again."),
        Unfit.BROKEN: _(
            "This file is damaged or not complete. Open it on your device to check, then add it"
            " again."
        ),
    }[reason]


def too_much_today(error: TooMuchToday) -> str:
    hours = max(1, ceil((error.until - datetime.now(UTC)) / timedelta(hours=1)))
    return ngettext(
        "You can add {files} files or {size} in a day. There is room again in {hours} hour.",
        "You can add {files} files or {size} in a day. There is room again in {hours} hours.",
        hours,
    ).format(
        files=formats.number(error.most_files),
        size=size_words(error.most_bytes),
        hours=formats.number(hours),
    )


def too_much_kept(error: TooMuchKept) -> str:
    return _(
        "You can keep {files} files or {size}. Delete one that you added, then try again."
    ).format(files=formats.number(error.most_files), size=size_words(error.most_bytes))
