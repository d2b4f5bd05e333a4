"""Days as text: YYYY-MM-DD, as date fields and JSON write them."""

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(value: object) -> date | None:
    """None for anything else; `fromisoformat` alone would read 20240131 and 2024-W05-3 too."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
