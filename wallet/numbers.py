"""Checks of card and bank numbers; errors never carry the number."""

import secrets

from pydantic_core import PydanticCustomError

# ISO/IEC 7812 issuer ranges: lowest and highest leading digits, both inclusive.
BRANDS = (
    ("visa", 4, 4),
    ("mastercard", 51, 55),
    ("mastercard", 2221, 2720),
    ("amex", 34, 34),
    ("amex", 37, 37),
    ("discover", 6011, 6011),
    ("discover", 644, 649),
    ("discover", 65, 65),
)
LENGTHS = {"visa": (13, 16, 19), "mastercard": (16,), "amex": (15,), "discover": (16, 17, 18, 19)}
"""Luhn alone takes one in ten numbers that lack a digit."""
ABA_WEIGHTS = (3, 7, 1) * 3


ISSUER = "40001274"
"""First digits of the cards that the sandbox issues: a Visa range."""


def new_card_number() -> str:
    """Sixteen digits that pass Luhn, from the system's random numbers."""
    stem = ISSUER + "".join(secrets.choice("0123456789") for _ in range(15 - len(ISSUER)))
    return next(stem + digit for digit in "0123456789" if passes_luhn(stem + digit))


def is_digits(text: str, shortest: int, longest: int) -> bool:
    return text.isascii() and text.isdigit() and shortest <= len(text) <= longest


def passes_luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    kept = (int(digit) for digit in number[::-2])
    return (sum(kept) + sum(value - 9 if value > 9 else value for value in doubled)) % 10 == 0


def passes_aba(routing_number: str) -> bool:
    """The check digit of an ABA routing number."""
    weighted = zip(ABA_WEIGHTS, routing_number, strict=True)
    return sum(weight * int(digit) for weight, digit in weighted) % 10 == 0


def brand_of(number: str) -> str:
    for brand, low, high in BRANDS:
        if low <= int(number[: len(str(low))]) <= high:
            return brand
    return "other"


def checked_card_number(number: str) -> str:
    if not is_digits(number, 12, 19) or not passes_luhn(number) or not int(number):
        raise PydanticCustomError("wallet_card_number", "is not a card number")
    if len(number) not in LENGTHS.get(brand_of(number), (len(number),)):
        raise PydanticCustomError("wallet_card_number", "is not a card number")
    return number


def checked_routing_number(number: str) -> str:
    if not is_digits(number, 9, 9) or not passes_aba(number) or not int(number):
        raise PydanticCustomError("wallet_routing_number", "is not a routing number")
    return number


def checked_security_code(code: str) -> str:
    if not is_digits(code, 3, 4):
        raise PydanticCustomError("wallet_security_code", "has three or four digits")
    return code


def security_code_length(brand: str) -> int:
    return 4 if brand == "amex" else 3


def checked_account_number(number: str) -> str:
    if not is_digits(number, 4, 17):
        raise PydanticCustomError("wallet_account_number", "has 4 to 17 digits")
    return number
