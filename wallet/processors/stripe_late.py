"""What Stripe tells of charges and refunds that were done: disputes, late returns, failed refunds.

Whole lists of what is young enough to change are read, not events: a list says how things stand,
whatever was missed, repeated or overtaken.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import stripe
from sqlmodel import col, select

from wallet.database import Database
from wallet.processors.base import LateNews, ProcessorUnavailable, TakenBack
from wallet.processors.stripe_calls import METADATA, REFUSED, answered, tell
from wallet.processors.stripe_codes import GAVE_NOTHING, TAKES_MONEY, late_return_of
from wallet.processors.stripe_tables import StripeCharge
from wallet.tables import ChargeState, Kind

DAY = 86_400
DISPUTES_CHANGE_FOR = 180 * DAY
"""Seconds since one began: an inquiry may become a dispute, and each takes its course."""
REFUNDS_CHANGE_FOR = 45 * DAY
"""Stripe: a refund can fail for up to 30 days."""
PAGE = 100
Ask = Callable[[Any], Awaitable[Any]]


async def late_news(database: Database, client: stripe.V1Services) -> LateNews:
    """Raises ProcessorUnavailable."""
    disputes = [
        one
        async for one in _young(client.disputes.list_async, DISPUTES_CHANGE_FOR)
        if one["status"] in TAKES_MONEY
    ]
    failed = [
        (one.get("metadata") or {}).get(METADATA)
        async for one in _young(client.refunds.list_async, REFUNDS_CHANGE_FOR)
        if one["status"] in GAVE_NOTHING
    ]
    by_intent = {str(one["payment_intent"]): one for one in disputes}
    rows = await _ours(database, list(by_intent))
    taken_back = {row.key: _taken_back(row, by_intent[str(row.intent)]) for row in rows}
    return LateNews(taken_back, frozenset(key for key in failed if key))


def _taken_back(row: StripeCharge, dispute: dict[str, Any]) -> TakenBack:
    if row.kind is Kind.BANK:
        return TakenBack(ChargeState.RETURNED, late_return_of(dispute), dispute["amount"])
    return TakenBack(ChargeState.CHARGED_BACK, None, dispute["amount"])


async def _young(ask: Ask, seconds: int) -> AsyncIterator[dict[str, Any]]:
    """Everything that was made in the last `seconds`, page by page."""
    asked: dict[str, Any] = {"created": {"gte": int(time.time()) - seconds}, "limit": PAGE}
    while True:
        try:
            page = await answered(ask(asked))
        except REFUSED as refusal:
            tell(refusal)
            raise ProcessorUnavailable from None
        for one in page.data:
            yield one.to_dict()
        if not page.has_more or not page.data:
            return
        asked["starting_after"] = page.data[-1].id


async def _ours(database: Database, intents: list[str]) -> list[StripeCharge]:
    """The account at Stripe may take money for others too."""

    def read() -> list[StripeCharge]:
        with database.read() as session:
            rows: list[StripeCharge] = []
            for at in range(0, len(intents), PAGE):
                some = intents[at : at + PAGE]
                rows += session.exec(select(StripeCharge).where(col(StripeCharge.intent).in_(some)))
            return rows

    return await asyncio.to_thread(read)
