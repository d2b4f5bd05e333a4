"""Which payment methods can pay on a day, and when a card's time ends."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from models.payment_methods import MethodStatus, PaymentMethod

SOON = timedelta(days=60)
"""Before a card expires its owner is warned."""


class Unusable(StrEnum):
    UNVERIFIED = "unverified"
    FAILED = "failed"
    EXPIRED = "expired"


def why_not(method: PaymentMethod, on: date) -> Unusable | None:
    """None: it can pay.

    An unverified account cannot (Nacha, Supplementing Fraud Detection Standards for WEB Debits).
    """
    match method.status:
        case MethodStatus.UNVERIFIED:
            return Unusable.UNVERIFIED
        case MethodStatus.FAILED:
            return Unusable.FAILED
        case MethodStatus.VERIFIED:
            last = last_day(method.expires)
            return Unusable.EXPIRED if last is not None and last < on else None


def expires_soon(method: PaymentMethod, on: date) -> bool:
    """Within `SOON`; one that has expired does not."""
    last = last_day(method.expires)
    return last is not None and on <= last <= on + SOON


def last_day(expires: str) -> date | None:
    """YYYY-MM → the last day of the month, on which a card still pays; "" → None."""
    if not expires:
        return None
    year, month = (int(part) for part in expires.split("-"))
    return date(year, month, monthrange(year, month)[1])
