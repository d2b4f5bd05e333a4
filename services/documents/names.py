"""What an uploaded file is called on screen. Its name never decides where it is kept."""

import re
import unicodedata

from models.documents import DocumentKind
from services.documents.errors import Unfit, UnfitFile

MOST_CHARACTERS = 120
_EXTENSIONS = {
    DocumentKind.PDF: ("pdf",),
    DocumentKind.PNG: ("png",),
    DocumentKind.JPEG: ("jpg", "jpeg"),
    DocumentKind.HEIC: ("heic", "heif"),
    DocumentKind.DOCX: ("docx",),
    DocumentKind.XLSX: ("xlsx",),
    DocumentKind.TXT: ("txt",),
    DocumentKind.CSV: ("csv",),
}
_OURS = frozenset(one for known in _EXTENSIONS.values() for one in known)
_PROGRAMS = frozenset(
    (
        *("app", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "htm", "html", "iso"),
        *("jar", "js", "jse", "lnk", "mht", "mhtml", "mjs", "msi", "php", "phtml", "ps1", "scr"),
        *("sh", "shtml", "svg", "svgz", "swf", "url", "vbe", "vbs", "wsf", "xht", "xhtml", "xsl"),
    )
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn `exe.fdp` into what reads as `pdf.exe`."""
_WRITTEN = {"%22": '"', "%0A": "\n", "%0D": "\r"}
"""What browsers write in the name of a form's file for what cannot stand there (WHATWG HTML,
multipart/form-data).
"""
_KEPT_FORMATS = "\u200c\u200d"
"""Joiners, which some scripts need."""


def checked(given: object) -> str:
    """The name as it came, in one line. Raises `UnfitFile` (`NAME`, `PROGRAM`)."""
    if not isinstance(given, str) or not given.strip() or len(given) > 400:
        raise UnfitFile(Unfit.NAME)
    for written, plain in _WRITTEN.items():
        given = given.replace(written, plain)
    if any(mark in given for mark in "/\\") or _DIRECTIONS.search(given):
        raise UnfitFile(Unfit.NAME)
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in given):
        raise UnfitFile(Unfit.NAME)
    name = unicodedata.normalize("NFC", given)
    name = "".join(c for c in name if unicodedata.category(c) != "Cf" or c in _KEPT_FORMATS)
    name = " ".join(name.split())
    if not name.strip(". "):
        raise UnfitFile(Unfit.NAME)
    if _hides_program(name):
        raise UnfitFile(Unfit.PROGRAM)
    return name


def extension(name: str) -> str:
    """The last one, in small letters; "" for none."""
    return name.rpartition(".")[2].strip().lower() if "." in name.strip(".") else ""


def shown(name: str, kind: DocumentKind) -> str:
    """`name` with the extension of what it is: `scan.txt` that is a PDF becomes `scan.pdf`."""
    ending = extension(name)
    stem = name.rpartition(".")[0] if ending in _OURS else name
    right = ending if ending in _EXTENSIONS[kind] else _EXTENSIONS[kind][0]
    room = MOST_CHARACTERS - len(right) - 1
    return f"{stem.strip('. ')[:room] or 'document'}.{right}"


def _hides_program(name: str) -> bool:
    """Its last ending, or one before an ending of ours: `invoice.html.pdf`."""
    endings = [part.strip().lower() for part in name.split(".")[1:]]
    if endings and endings[-1] in _PROGRAMS:
        return True
    return len(endings) > 1 and endings[-1] in _OURS and endings[-2] in _PROGRAMS - {"com"}
