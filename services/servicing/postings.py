"""Entries other than payments and their reversals. Amounts are cents, above zero (NotPositive)."""

from dataclasses import replace
from datetime import date

from services.servicing.errors import MoreThanUnapplied, NotPositive
from services.servicing.position import Position, accrue
from services.servicing.terms import Terms


def advance(position: Position, terms: Terms, amount: int, on: date) -> Position:
    """Lend more."""
    _check(amount)
    now = accrue(position, terms, on)
    return replace(now, principal=now.principal + amount, advanced=now.advanced + amount)


def charge_fee(position: Position, terms: Terms, amount: int, on: date) -> Position:
    """Assess a fee; it bears no interest."""
    _check(amount)
    now = accrue(position, terms, on)
    return replace(now, fees_due=now.fees_due + amount)


def write_off(position: Position, terms: Terms, on: date) -> Position:
    """Charge off: the principal is written off; interest and fees are no longer asked for."""
    now = accrue(position, terms, on)
    written_off = now.written_off + now.principal
    return replace(now, principal=0, interest_due=0, fees_due=0, written_off=written_off)


def refund(position: Position, amount: int) -> Position:
    """Give unapplied money back. Raises MoreThanUnapplied."""
    _check(amount)
    if amount > position.unapplied:
        raise MoreThanUnapplied(amount, position.unapplied)
    return replace(position, unapplied=position.unapplied - amount)


def _check(amount: int) -> None:
    if amount <= 0:
        raise NotPositive(amount)
