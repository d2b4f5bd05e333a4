"""Asking Stripe, what its refusals mean, and rows of our own about it."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

import stripe
from sqlmodel import SQLModel

from wallet.database import Database
from wallet.inserts import insert_if_absent
from wallet.processors.base import ProcessorUnavailable
from wallet.processors.stripe_codes import decline_of
from wallet.tables import DeclineCode

log = logging.getLogger("wallet.stripe")
METADATA = "wallet_key"
REFUSED = (stripe.CardError, stripe.InvalidRequestError)
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=SQLModel)


class Rows:
    """Rows by their key, off the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, table: type[Row], key: str) -> Row | None:
        def read() -> Row | None:
            with self._database.read() as session:
                return session.get(table, key)

        return await asyncio.to_thread(read)

    async def insert(self, table: type[SQLModel], **values: Any) -> bool:
        """False when the key has a row."""

        def insert() -> bool:
            with self._database.write() as session:
                return insert_if_absent(session, table, values)

        return await asyncio.to_thread(insert)


async def answered(request: Awaitable[Answer]) -> Answer:
    """Stripe's answer; raises `REFUSED`, or `ProcessorUnavailable` when it says nothing."""
    try:
        return await request
    except REFUSED:
        raise
    except stripe.StripeError as error:
        tell(error)
        # `from None`: the library's error carries the whole answer, and a log could show it.
        raise ProcessorUnavailable from None


def refusal_of(error: stripe.StripeError) -> DeclineCode:
    """A card's own refusal by its code; a request that Stripe does not take is our failure, such
    as a number from an account that may not send numbers (it comes as 402 too)."""
    given = error.error.to_dict() if error.error else {}
    if given.get("type") == "card_error":
        return decline_of(given)
    return DeclineCode.PROCESSING_ERROR


def tell(error: stripe.StripeError) -> None:
    """What to look for in Stripe's dashboard: its message could repeat what was sent."""
    kind = error.error.to_dict().get("type") if error.error else type(error).__name__
    level = logging.INFO if kind == "card_error" else logging.WARNING
    log.log(level, "%s: %s, request %s", kind, error.code, error.request_id)


def step(step: str, key: str) -> str:
    """An idempotency key of one step: ours may have Stripe's full length already."""
    return f"{step}-{hashlib.sha256(key.encode()).hexdigest()}"
