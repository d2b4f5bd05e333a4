"""What the embedded fonts can show: Latin, Greek, Cyrillic and the signs around them.

PDF/UA allows no character without a shape, so that one that the fonts lack must not get there.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_NOT_SHOWN = "?"


@lru_cache
def covered() -> frozenset[str]:
    """The characters of `fonts/coverage.txt`: hexadecimal code points and ranges."""
    spans = (span.split("-") for span in (FONTS / "coverage.txt").read_text("ascii").split())
    points = (range(int(span[0], 16), int(span[-1], 16) + 1) for span in spans)
    return frozenset(chr(point) for span in points for point in span)


def printable(words: str) -> str:
    """`words` without control and direction characters; line ends stay.

    What the fonts lack is written in its plainer form (ﬁ as fi, Ａ as A), else as a question mark.
    """
    composed = unicodedata.normalize("NFC", words.replace("\r\n", "\n"))
    return "".join(_shown(character) for character in composed)


def _shown(character: str) -> str:
    if character in covered() or character == "\n":
        return character
    if unicodedata.category(character)[0] in "CZ":
        return " "
    plain = unicodedata.normalize("NFKD", character)
    if plain != character and all(part in covered() for part in plain):
        return plain
    return _NOT_SHOWN
