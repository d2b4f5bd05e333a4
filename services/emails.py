"""Email addresses as usernames."""

import re

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{1,189}")


def normal_email(text: str) -> str | None:
    """Lower case without the spaces around it; None when it is no plain ASCII address.

    ASCII before lowering: letters such as the Kelvin sign turn into others' addresses otherwise.
    """
    trimmed = text.strip(" \t")
    if not trimmed.isascii():
        return None
    lowered = trimmed.lower()
    return lowered if _ADDRESS.fullmatch(lowered) else None
