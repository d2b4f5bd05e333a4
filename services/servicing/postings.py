"""Entries other than payments and their reversals. Amounts are cents, above zero (NotPositive)."""

from datetime import date

from services.servicing.position import Position
from services.servicing.terms import Terms


def advance(position: Position, terms: Terms, amount: int, on: date) -> Position:
    """Lend more."""
    raise NotImplementedError


def charge_fee(position: Position, terms: Terms, amount: int, on: date) -> Position:
    raise NotImplementedError


def write_off(position: Position, terms: Terms, on: date) -> Position:
    """Charge off: the principal is written off; interest and fees are no longer asked for."""
    raise NotImplementedError


def refund(position: Position, amount: int) -> Position:
    """Give unapplied money back. Raises MoreThanUnapplied."""
    raise NotImplementedError
