"""The figures of a payoff quote."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from services.accounts.standing import Standing, standing
from services.payoff_quotes.changes import Changes, changes
from services.payoff_quotes.errors import NothingToPayOff, QuoteDayRefused
from services.servicing.payoff import Payoff, payoff
from services.subject import Subject

FURTHEST = timedelta(days=30)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Quote:
    """Made on `account.on`, of what is posted then; `payoff.good_through` is the day asked for.

    `unapplied` in cents: the borrower's money that covers nothing yet, not taken off the payoff.
    """

    account: Standing
    payoff: Payoff
    unapplied: int
    changes: Changes


def quote(session: Session, subject: Subject, number: object, day: object = None) -> Quote:
    """`day` as a browser sends it ("2026-12-01") or a date; None is today.

    Raises `NotFound`, `NothingToPayOff`, `QuoteDayRefused`.
    """
    one = standing(session, subject, number)
    if not one.payable or one.terms is None:
        raise NothingToPayOff
    on = _day(one.on, day)
    ends_it = payoff(one.position, one.terms, on)
    return Quote(one, ends_it, one.position.unapplied, changes(session, one, on))


def _day(today: date, day: object) -> date:
    refused = QuoteDayRefused(today, today + FURTHEST)
    if day is None:
        return today
    if isinstance(day, str) and _DAY.fullmatch(day):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise refused from None
    if not isinstance(day, date) or not refused.first <= day <= refused.last:
        raise refused
    return day
