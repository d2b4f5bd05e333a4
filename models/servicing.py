"""Choices of the servicing engine that rows store."""

from enum import StrEnum


class InterestMethod(StrEnum):
    PERIODIC = "periodic"
    """30/360: every whole period bears a twelfth of the year's rate."""
    DAILY = "daily"
    """Daily simple, actual/365."""


class Rounding(StrEnum):
    """How the level payment is brought to the cent."""

    NEAREST = "nearest"
    UP = "up"


class ExtraTo(StrEnum):
    """Where money beyond what is past due and next due goes."""

    PRINCIPAL = "principal"
    NEXT_PAYMENTS = "next_payments"
