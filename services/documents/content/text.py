"""Plain text and CSV. They have no mark of their own: the name says so, the content must agree."""

import mmap
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from models.documents import DocumentKind
from services.documents.errors import Unfit, UnfitFile

PIECE = 1_048_576
_BY_NAME = {"txt": DocumentKind.TXT, "csv": DocumentKind.CSV}
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_STARTS_MARKUP = re.compile(r"(?:\ufeff|\xef\xbb\xbf)?\s*<[a-z!?/]", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:script|html|svg|iframe|body|object|embed)[\s>/]|<\?php|<!doctype", re.IGNORECASE
)
_OTHERS = ("%PDF-", "%!PS", "{\\rtf", "#!", "MIME-Version:")
_OVERLAP = 32


def check(content: mmap.mmap, extension: str) -> DocumentKind:
    """Raises `UnfitFile`: `KIND` for what is no text, or is not called one."""
    before = None
    for piece in _decoded(content):
        if before is None:
            if _STARTS_MARKUP.match(piece):
                raise UnfitFile(Unfit.WEB_PAGE)
            if piece.lstrip("\ufeff\xef\xbb\xbf \t\r\n").startswith(_OTHERS):
                raise UnfitFile(Unfit.TWO_IN_ONE)
        if _CONTROL.search(piece):
            raise UnfitFile(Unfit.KIND)
        if _MARKUP.search((before or "") + piece):
            raise UnfitFile(Unfit.WEB_PAGE)
        before = piece[-_OVERLAP:]
    if extension not in _BY_NAME:
        raise UnfitFile(Unfit.KIND)
    return _BY_NAME[extension]


def _decoded(content: mmap.mmap) -> Iterator[str]:
    """UTF-16 where it is marked; else a character a byte, which keeps all of ASCII in its place."""
    decode = getincrementaldecoder(_encoding(content))("replace")
    for at in range(0, len(content), PIECE):
        yield decode.decode(content[at : at + PIECE])


def _encoding(content: mmap.mmap) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "latin-1"
