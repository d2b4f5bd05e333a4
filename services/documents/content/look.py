"""One file: its kind, then that kind's own checks. Nothing is decoded or executed.

Memory stays bounded whatever the file says: it is mapped, not read, and what it has packed is
unpacked in pieces that are thrown away.
"""

import hashlib
import mmap
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from models.documents import DocumentKind
from services.documents import names
from services.documents.content import office, pdf, pictures, text
from services.documents.errors import Unfit, UnfitFile

MOST_BYTES = 25 * 1024 * 1024
_HEAD = 16
_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_HEAD: tuple[tuple[bytes, DocumentKind, Callable[[mmap.mmap], None]], ...] = (
    (b"%PDF-", DocumentKind.PDF, pdf.check),
    (b"\x89PNG\r\n\x1a\n", DocumentKind.PNG, pictures.check_png),
    (b"\xff\xd8\xff", DocumentKind.JPEG, pictures.check_jpeg),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is fit. `name` is for display, `size` in bytes."""

    kind: DocumentKind
    name: str
    size: int
    sha256: str


def look(file: IO[bytes], name: object) -> Found:
    """`file` is on disk and opened for reading. Raises `UnfitFile`."""
    called = names.checked(name)
    size = file.seek(0, 2)
    if size == 0:
        raise UnfitFile(Unfit.EMPTY)
    if size > MOST_BYTES:
        raise UnfitFile(Unfit.TOO_BIG)
    with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content:
        kind = _kind(content, file, names.extension(called))
        digest = hashlib.sha256(content).hexdigest()
    file.seek(0)
    return Found(kind, names.shown(called, kind), size, digest)


def _kind(content: mmap.mmap, file: IO[bytes], extension: str) -> DocumentKind:
    head = content[:_HEAD]
    for start, kind, check in _BY_HEAD:
        if head.startswith(start):
            check(content)
            return kind
    if head.startswith(_PACKED):
        return office.check(content, file)
    if head.startswith(_OLD_OFFICE):
        raise UnfitFile(Unfit.LOCKED)
    if head[4:8] == b"ftyp":
        pictures.check_heic(content)
        return DocumentKind.HEIC
    return text.check(content, extension)
