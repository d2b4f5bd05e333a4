"""Phone numbers, kept in E.164."""

import re

_E164 = re.compile(r"\+[1-9][0-9]{7,14}")


def normal_phone(typed: str) -> str | None:
    """`(202) 555-0143` and `+1 202 555 0143` are +12025550143; None for what is no number.

    Ten digits without a country are North American.
    """
    plain = re.sub(r"[ ().\-\u00a0]", "", typed.strip())
    if not plain.isascii():
        return None
    if plain.startswith("+"):
        return plain if _E164.fullmatch(plain) else None
    if re.fullmatch(r"1?[2-9][0-9]{9}", plain):
        return f"+1{plain[-10:]}"
    return None


def shown_phone(phone: str | None) -> str:
    """+12025550143 is +1 202 555 0143; other countries' stay in one; "" for none."""
    if phone and phone.startswith("+1") and len(phone) == 12:
        return f"+1 {phone[2:5]} {phone[5:8]} {phone[8:]}"
    return phone or ""
