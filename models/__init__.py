"""Tables of the portal; importing this package registers all of them on `metadata`."""

from models import (
    accounts,
    agents,
    audit,
    customers,
    due_work,
    lender,
    live,
    messages,
    passkeys,
    payment_methods,
    payments,
    second_steps,
    sessions,
    single_use_links,
    transactions,
)
from models.base import metadata

__all__ = [
    "accounts",
    "agents",
    "audit",
    "customers",
    "due_work",
    "lender",
    "live",
    "messages",
    "metadata",
    "passkeys",
    "payment_methods",
    "payments",
    "second_steps",
    "sessions",
    "single_use_links",
    "transactions",
]
