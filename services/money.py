"""Money as integer cents: parsing what people type, rounding, plain text.

Text for a locale is made elsewhere; here it is "1234.56" and nothing else.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.errors import PortalError

MAX_DIGITS = 15
"""Digits of an amount in cents: far above any loan, exact in every database and in JSON."""

_AMOUNT = re.compile(r"\$?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")
_RATE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?")


class AmountProblem(StrEnum):
    EMPTY = "empty"
    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE = "negative"
    TOO_PRECISE = "too_precise"
    TOO_LARGE = "too_large"


@dataclass
class InvalidAmount(PortalError):
    """Text that is not an amount of money, and why."""

    problem: AmountProblem


@dataclass
class InvalidRate(PortalError):
    """Text that is not a rate in percent."""


def parse_amount(text: object) -> int:
    """Cents from "1234", "1,234.56", "12.5", "$12", spaces around; 0 is allowed.

    ASCII only. Refused as InvalidAmount: signs, exponents, "1_0", other scripts' digits, commas
    that do not group by three, more than two decimals, more than fifteen digits of cents,
    anything that is not text.
    """
    if not isinstance(text, str):
        raise InvalidAmount(AmountProblem.NOT_AN_AMOUNT)
    stripped = text.strip(" \t")
    if not stripped:
        raise InvalidAmount(AmountProblem.EMPTY)
    match = _AMOUNT.fullmatch(stripped) if len(stripped) <= 40 else None
    if match is None:
        raise InvalidAmount(_problem(stripped))
    whole, decimals = match[1].replace(",", "").lstrip("0"), (match[2] or "").ljust(2, "0")
    if len(whole) + 2 > MAX_DIGITS:
        raise InvalidAmount(AmountProblem.TOO_LARGE)
    return int(whole + decimals)


def _problem(text: str) -> AmountProblem:
    """Why `text`, no amount itself, is refused."""
    if len(text) > 40:
        return AmountProblem.NOT_AN_AMOUNT
    if text[0] == "-" and _AMOUNT.fullmatch(text[1:]):
        return AmountProblem.NEGATIVE
    whole, _, decimals = text.partition(".")
    if re.fullmatch(r"[0-9]{3,}", decimals) and _AMOUNT.fullmatch(whole):
        return AmountProblem.TOO_PRECISE
    return AmountProblem.NOT_AN_AMOUNT


def parse_rate(text: object) -> Decimal:
    """Percent a year, exact, from "4.25" or "5": ASCII, at most six decimals, else InvalidRate."""
    if not isinstance(text, str) or not _RATE.fullmatch(stripped := text.strip(" \t")):
        raise InvalidRate
    return Decimal(stripped)


def round_half_up(value: Fraction) -> int:
    """The nearest integer, a half away from zero: what lenders mean by rounding to the cent."""
    rounded = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return rounded if value >= 0 else -rounded


def plain(cents: int) -> str:
    """ "1234.56", "-0.05"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"
