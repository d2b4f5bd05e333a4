"""Confirmation numbers: `P-XXXX-XXXX`, 40 random bits, no letter that reads like another."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base32: without I, L, O and U."""


def new_confirmation() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"P-{drawn[:4]}-{drawn[4:]}"
