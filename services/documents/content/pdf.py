"""PDF: its frame is whole, and it holds nothing that runs, starts programs or carries files.

Names may be written with `#xx` escapes and lie in compressed object streams: both are looked into,
up to `MOST_UNPACKED`. Short names are not looked for, as compressed pictures hold them by chance:
whatever runs needs a long one too.
"""

import mmap
import re
import zlib
from collections.abc import Iterator

from services.documents.content.foreign import refuse_foreign
from services.documents.errors import Unfit, UnfitFile

MOST_UNPACKED = 32 * 1024 * 1024
MOST_STREAMS = 20_000
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_TAIL = 2_048
_REASONS = {
    b"JavaScript": Unfit.ACTIVE,
    b"Launch": Unfit.ACTIVE,
    b"RichMedia": Unfit.ACTIVE,
    b"EmbeddedFile": Unfit.NESTED,
    b"EmbeddedFiles": Unfit.NESTED,
}
_NAME = re.compile(rb"/((?:[JLRE]|#4[acACe5E]|#52)[A-Za-z#0-9]{5,60})(?![A-Za-z#0-9])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(
    rb"/(?:O|#4[fF])(?:b|#62)(?:j|#6[aA])(?:S|#53)(?:t|#74)(?:m|#6[dD])(?![A-Za-z0-9#])"
)
_ENCRYPT = re.compile(
    rb"/((?:E|#45)(?:n|#6[eE])(?:c|#63)(?:r|#72)(?:y|#79)(?:p|#70)(?:t|#74))"
    rb"\s*(?:<<|\d{1,10}\s+\d{1,5}\s+R)"
)
_LONGEST_HEAD = 400
"""Bytes between the type of an object stream and its content; honest ones need a quarter."""
_FORM_OF_SCRIPTS = re.compile(rb"/XFA\s*(?:\[|\d{1,10}\s+\d{1,5}\s+R)")


def check(content: mmap.mmap) -> None:
    """Raises `UnfitFile`."""
    if not _HEADER.match(content):
        raise UnfitFile(Unfit.BROKEN)
    end = content.rfind(b"%%EOF", max(0, len(content) - _TAIL))
    if end < 0 or content.find(b"startxref") < 0:
        raise UnfitFile(Unfit.BROKEN)
    if content[end + 5 :].strip(b"\r\n\t \x00"):
        raise UnfitFile(Unfit.TWO_IN_ONE)
    _refuse_locked(content)
    refuse_foreign(content, is_pdf=True)
    _refuse_active(content)
    for unpacked in _object_streams(content):
        _refuse_active(unpacked)


def _refuse_locked(content: mmap.mmap) -> None:
    """An encrypted file cannot be looked into. Only a trailer's or a cross-reference's dictionary
    names the encryption, in clear (ISO 32000-1, 7.6.1).
    """
    for one in _ENCRYPT.finditer(content):
        if _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), one[1]) == b"Encrypt":
            raise UnfitFile(Unfit.LOCKED)


def _refuse_active(part: bytes | mmap.mmap) -> None:
    for one in _NAME.finditer(part):
        plain = _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), one[1])
        if plain in _REASONS:
            raise UnfitFile(_REASONS[plain])
    if _FORM_OF_SCRIPTS.search(part):
        raise UnfitFile(Unfit.ACTIVE)


def _object_streams(content: mmap.mmap) -> Iterator[bytes]:
    """Unpacked, one after the other. Raises `UnfitFile`: `BOMB` beyond the bounds, `BROKEN` for one
    without content.
    """
    left, at = MOST_UNPACKED, 0
    for _number in range(MOST_STREAMS):
        found = _PACKED.search(content, at)
        if found is None:
            return
        start = content.find(b"stream", found.end(), found.end() + _LONGEST_HEAD)
        if start < 0:
            raise UnfitFile(Unfit.BROKEN)
        start += 8 if content[start + 6 : start + 8] == b"\r\n" else 7
        at = content.find(b"endstream", start)
        if at < 0:
            return
        try:
            unpacked = zlib.decompressobj().decompress(content[start:at], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            break
        yield unpacked
    raise UnfitFile(Unfit.BOMB)
