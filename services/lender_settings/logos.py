"""The lender's logo: a picture from outside, checked by its content and painted anew.

What is stored is never the file that came: only its pixels, in a new PNG, so that nothing hidden
in it (metadata, scripts, a second format) is ever served.
"""

import hashlib
import struct
import zlib
from io import BytesIO

import filetype
from PIL import Image, ImageOps

from services import storage
from services.brand import is_logo
from services.errors import InvalidInput

MOST_BYTES = 1_000_000
LARGEST_PIXELS = 12_000_000
"""Decoded it needs four bytes each: refused by its header, before anything is decoded."""
LONGEST_SIDE = 512
SHORTEST_SIDE = 16
_FOLDER = "brand"
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_BROKEN = (
    *(OSError, ValueError, SyntaxError, TypeError, EOFError, MemoryError),
    *(struct.error, zlib.error),
)


def keep_logo(content: bytes) -> str:
    """The name of the stored logo; the same picture always gets the same one.

    Raises `InvalidInput("logo", …)`: `missing`, `too_big` (bytes or pixels), `too_small`,
    `not_a_picture` (nor PNG, JPEG, WebP, whatever its name says; SVG is a program, not a picture),
    `broken`.
    """
    picture = _painted(content)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    stored = out.getvalue()
    digest = hashlib.sha256(stored).hexdigest()[:32]
    name = f"logo-{digest}-{picture.width}x{picture.height}.png"
    storage.put(_FOLDER, name, stored)
    return name


def stored_logo(name: str) -> bytes | None:
    """A PNG; None when there is none of that name."""
    return storage.get(_FOLDER, name) if is_logo(name) else None


def _painted(content: bytes) -> Image.Image:
    """The picture's pixels alone, upright, at most `LONGEST_SIDE` on each side."""
    if not content:
        raise InvalidInput("logo", "missing")
    if len(content) > MOST_BYTES:
        raise InvalidInput("logo", "too_big")
    kind = _FORMATS.get(filetype.guess_mime(content) or "")
    if kind is None:
        raise InvalidInput("logo", "not_a_picture")
    try:
        with Image.open(BytesIO(content), formats=[kind]) as opened:
            _check_size(opened.width, opened.height)
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise InvalidInput("logo", "too_big") from error
    except _BROKEN as error:
        raise InvalidInput("logo", "broken") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    return clean


def _check_size(width: int, height: int) -> None:
    if width * height > LARGEST_PIXELS:
        raise InvalidInput("logo", "too_big")
    if min(width, height) < SHORTEST_SIDE or max(width, height) > 20 * min(width, height):
        raise InvalidInput("logo", "too_small")
