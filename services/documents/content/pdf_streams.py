"""A PDF's object streams, unpacked: objects may lie in them compressed (ISO 32000-1, 7.5.7).

Whatever a reader would find in one must be found here too. So its dictionary has to be plain, and
packed in the one way that every writer uses; what hides behind another is refused.
"""

import mmap
import re
import zlib
from collections.abc import Iterator

from services.documents.content.slices import found_in
from services.documents.errors import Unfit, UnfitFile

MOST_UNPACKED = 32 * 1024 * 1024
MOST_STREAMS = 20_000
BLANK = rb"[\x00\t\n\x0c\r ]"
_PIECE = 16_384
_LONGEST_HEAD = 400
"""Bytes of a dictionary on either side of what gives it away; honest ones need a quarter."""
_GIVEN_AWAY = re.compile(
    rb"/(?:O|#4[fF])(?:b|#62)(?:j|#6[aA])(?:S|#53)(?:t|#74)(?:m|#6[dD])(?![A-Za-z0-9#])"
    rb"|/(?:F|#46)(?:i|#69)(?:r|#72)(?:s|#73)(?:t|#74)"
    rb"" + BLANK + rb"{1,20}+\d{1,10}+" + BLANK + rb"{0,20}+[/>]"
)
"""Its type; or the offset of its first object, for readers that do without the type."""
_BEGINS = re.compile(rb"\d{1,10}" + BLANK + rb"{1,20}\d{1,5}" + BLANK + rb"{1,20}obj")
_NAME = re.compile(rb"/([^\x00\t\n\x0c\r /<>\[\](){}%]*)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = b"FlateDecode"
_KNOWN = frozenset((b"Type", b"ObjStm", b"N", b"First", b"Length", b"Extends", b"Filter", _PACKED))


def object_streams(content: mmap.mmap) -> Iterator[bytes]:
    """One after the other. Raises `UnfitFile`: `BOMB` beyond the bounds, `BROKEN` for one without
    content, `ACTIVE` for one that cannot be looked into.
    """
    left, before = MOST_UNPACKED, 0
    for number, found in enumerate(found_in(_GIVEN_AWAY, content)):
        if number == MOST_STREAMS:
            raise UnfitFile(Unfit.BOMB)
        stream = content.find(b"stream", found.end() - 1, found.end() + _LONGEST_HEAD)
        if stream < 0:
            raise UnfitFile(Unfit.BROKEN)
        if stream == before:
            continue
        before = stream
        is_packed = _is_packed(_head(content, found.start(), stream))
        start = stream + (8 if content[stream + 6 : stream + 8] == b"\r\n" else 7)
        try:
            unpacked = _unpacked(content, start, left)
        except UnfitFile as error:
            if is_packed or error.reason is Unfit.BOMB:
                raise
            continue  # its objects stand in clear
        left -= len(unpacked)
        yield unpacked


def unescaped(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda escape: bytes([int(escape[1], 16)]), name)


def _head(content: mmap.mmap, given_away: int, stream: int) -> bytes:
    """The dictionary before `stream`: without texts and comments, in which one could be feigned."""
    low = max(0, given_away - _LONGEST_HEAD)
    part = content[low:stream]
    begins = [one for one in _BEGINS.finditer(part) if low + one.end() <= given_away]
    if not begins:
        raise UnfitFile(Unfit.ACTIVE)
    line = re.split(rb"[\r\n]", part[: begins[-1].start()])[-1]
    head = part[begins[-1].end() :]
    if b"%" in line or any(mark in head for mark in b"%()"):
        raise UnfitFile(Unfit.ACTIVE)
    return head


def _is_packed(head: bytes) -> bool:
    """Raises `UnfitFile(ACTIVE)` for any way of packing but the one."""
    names = [unescaped(one) for one in _NAME.findall(head)]
    if not _KNOWN.issuperset(names) or names.count(b"Filter") != names.count(_PACKED):
        raise UnfitFile(Unfit.ACTIVE)
    if names.count(_PACKED) > 1:
        raise UnfitFile(Unfit.ACTIVE)
    return _PACKED in names


def _unpacked(content: mmap.mmap, start: int, most: int) -> bytes:
    """To the end that the packed bytes have themselves: `endstream` may be feigned in them."""
    unpack, parts, size = zlib.decompressobj(), [], 0
    for at in range(start, len(content), _PIECE):
        try:
            parts.append(unpack.decompress(content[at : at + _PIECE], most - size + 1))
        except zlib.error as error:
            raise UnfitFile(Unfit.BROKEN) from error
        size += len(parts[-1])
        if size > most:
            raise UnfitFile(Unfit.BOMB)
        if unpack.eof:
            return b"".join(parts)
    raise UnfitFile(Unfit.BROKEN)
