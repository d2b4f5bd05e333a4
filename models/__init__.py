"""Tables of the portal; importing this package registers all of them on `metadata`."""

from models import (
    accounts,
    audit,
    customers,
    due_work,
    lender,
    payment_methods,
    payments,
    sessions,
    transactions,
)
from models.base import metadata

__all__ = [
    "accounts",
    "audit",
    "customers",
    "due_work",
    "lender",
    "metadata",
    "payment_methods",
    "payments",
    "sessions",
    "transactions",
]
