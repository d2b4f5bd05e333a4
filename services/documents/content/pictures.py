"""PNG, JPEG and HEIC by their structure: whole, not too many pixels, nothing behind them.

Only headers are read. A decoder would need four bytes a pixel, however small the file is.
"""

import mmap
import struct
from collections.abc import Iterator

from services.documents.content.foreign import refuse_foreign
from services.documents.errors import Unfit, UnfitFile

MOST_PIXELS = 64_000_000
"""Above what phones take; decoded, 256 MB."""
LONGEST_SIDE = 30_000
MOST_PARTS = 20_000
"""Chunks of a PNG, segments of a JPEG, extents of a HEIC: real ones have hundreds."""
MOST_BRANDS = 64
_PNG_HEAD = 8
_JPEG_BARE = frozenset((0x01, *range(0xD0, 0xD9)))
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))


def check_png(content: mmap.mmap) -> None:
    """Raises `UnfitFile`."""
    at, name, has_pixels = _PNG_HEAD, b"", False
    for _number in range(MOST_PARTS):
        if at + 12 > len(content) or name == b"IEND":
            break
        length, name = struct.unpack_from(">L4s", content, at)
        if at == _PNG_HEAD:
            _check_size(*_png_size(content, length, name))
        has_pixels = has_pixels or name == b"IDAT"
        at += 12 + length
    if name != b"IEND" or not has_pixels or at > len(content):
        raise UnfitFile(Unfit.BROKEN)
    if at != len(content):
        raise UnfitFile(Unfit.TWO_IN_ONE)
    refuse_foreign(content)


def _png_size(content: mmap.mmap, length: int, name: bytes) -> tuple[int, int]:
    if (length, name) != (13, b"IHDR") or len(content) < _PNG_HEAD + 33:
        raise UnfitFile(Unfit.BROKEN)
    return struct.unpack_from(">2L", content, _PNG_HEAD + 8)


def check_jpeg(content: mmap.mmap) -> None:
    """Phones put more behind the picture (depth, motion), so that something may follow; what
    reads as another file may not. Raises `UnfitFile`.
    """
    at, sized = 2, False
    for _number in range(MOST_PARTS):
        marker, at = _next_marker(content, at)
        if marker in _JPEG_BARE:
            continue
        if at + 2 > len(content):
            raise UnfitFile(Unfit.BROKEN)
        (length,) = struct.unpack_from(">H", content, at)
        if marker in _JPEG_FRAMES and at + 7 <= len(content):
            height, width = struct.unpack_from(">2H", content, at + 3)
            _check_size(width, height)
            sized = True
        at += max(2, length)
        if marker == _START_OF_SCAN:
            break
    else:
        raise UnfitFile(Unfit.BROKEN)
    if not sized or content.find(b"\xff\xd9", at) < 0:
        raise UnfitFile(Unfit.BROKEN)
    refuse_foreign(content)


def _next_marker(content: mmap.mmap, at: int) -> tuple[int, int]:
    """The marker at `at`, after its fill bytes, and where its segment begins."""
    if at >= len(content) or content[at] != 0xFF:
        raise UnfitFile(Unfit.BROKEN)
    while at < len(content) and content[at] == 0xFF:
        at += 1
    if at >= len(content) or content[at] in (0x00, 0xD9):
        raise UnfitFile(Unfit.BROKEN)
    return content[at], at + 1


def check_heic(content: mmap.mmap) -> None:
    """ISO base media file: boxes of a length and a name, one after the other to the end. Raises
    `UnfitFile`.
    """
    boxes = list(_boxes(content))
    name, start, end = boxes[0]
    brands = {content[at : at + 4] for at in (start, *range(start + 8, end, 4)[:MOST_BRANDS])}
    if name != b"ftyp" or not brands & _HEIC_BRANDS:
        raise UnfitFile(Unfit.KIND)
    meta = next(((begin, stop) for kind, begin, stop in boxes if kind == b"meta"), None)
    if meta is None:
        raise UnfitFile(Unfit.BROKEN)
    sizes = list(_extents(content, *meta))
    if not sizes:
        raise UnfitFile(Unfit.BROKEN)
    for width, height in sizes:
        _check_size(width, height)
    refuse_foreign(content)


def _boxes(content: mmap.mmap) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the contents of each; a few dozen at most."""
    at = 0
    for _number in range(200):
        if at == len(content):
            return
        if at + 16 > len(content):
            break
        length, name, long = struct.unpack_from(">L4sQ", content, at)
        head, size = (16, long) if length == 1 else (8, length or len(content) - at)
        if size < head or at + size > len(content):
            break
        yield name, at + head, at + size
        at += size
    raise UnfitFile(Unfit.BROKEN)


def _extents(content: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Width and height of each `ispe` (ISO 23008-12, 6.5.3) within the box."""
    for _number in range(MOST_PARTS):
        at = content.find(b"ispe", at, end)
        if at < 0:
            return
        if at + 16 <= end:
            yield struct.unpack_from(">2L", content, at + 8)
        at += 4
    raise UnfitFile(Unfit.BROKEN)


def _check_size(width: int, height: int) -> None:
    if width == 0 or height == 0:
        raise UnfitFile(Unfit.BROKEN)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise UnfitFile(Unfit.PIXELS)
