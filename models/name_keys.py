"""Names as they are looked up: without case, accents and punctuation."""

import unicodedata
from typing import Any

LONGEST = 200
"""Characters of a key."""


def search_key(text: str) -> str:
    """`  María  O'Brien-Smith` is `maria obrien smith`: what stands in an index, and what is typed.

    Compatibility forms are folded (NFKD), apostrophes dropped, all else that is no letter or digit
    separates words.
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    joined = bare.replace("'", "").replace("\u2019", "")
    return " ".join("".join(c if c.isalnum() else " " for c in joined).split())[:LONGEST]


def by_name(context: Any) -> str:
    """Column default: first name first."""
    row = context.get_current_parameters()
    return search_key(f"{row['first_name']} {row['last_name']}")


def by_surname(context: Any) -> str:
    """Column default: last name first."""
    row = context.get_current_parameters()
    return search_key(f"{row['last_name']} {row['first_name']}")
