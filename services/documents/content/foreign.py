"""Signs that a file is also something else: one that two programs read in two ways (a polyglot)."""

import mmap
import re
import struct

from services.documents.errors import Unfit, UnfitFile

_MARKUP = re.compile(
    rb"<(?:[sS][cC][rR][iI][pP][tT]|[hH][tT][mM][lL]|[iI][fF][rR][aA][mM][eE]|![dD][oO][cC][tT][yY]"
    rb"[pP][eE]\s+[hH][tT][mM][lL])[\s>/]|<\?php"
)
_PACKED_BY = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_END_OF_ZIP = b"PK\x05\x06"
_ZIP_TAIL = 65_535 + 22
_PDF_WITHIN = 1_024


def refuse_foreign(content: mmap.mmap, *, is_pdf: bool = False) -> None:
    """For PDFs and pictures. Raises `UnfitFile(TWO_IN_ONE)`."""
    if (
        _MARKUP.search(content)
        or _ends_as_zip(content)
        or any(content.find(sign) >= 0 for sign in _PACKED_BY)
        or (not is_pdf and content.find(b"%PDF-", 0, _PDF_WITHIN) >= 0)
    ):
        raise UnfitFile(Unfit.TWO_IN_ONE)


def _ends_as_zip(content: mmap.mmap) -> bool:
    """Programs for zip files, Java's too, look for their directory from the end."""
    size = len(content)
    at = content.rfind(_END_OF_ZIP, max(0, size - _ZIP_TAIL))
    if at < 0 or at + 22 > size:
        return False
    disk, first, here, entries, length, start = struct.unpack_from("<4H2L", content, at + 4)
    return disk == first and here == entries and length <= at and start <= size
