"""Text that can hold nothing but text."""

import unicodedata
from dataclasses import replace

from services.brand import Brand


def one_line(words: str) -> str:
    """No line ends, control or direction characters: nothing in it can start a header."""
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in words)
    return " ".join(shown.split())


def plain_brand(lender: Brand) -> Brand:
    return replace(lender, name=one_line(lender.name), support_phone=one_line(lender.support_phone))
