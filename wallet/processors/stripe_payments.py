"""Stripe: cards and ACH debits as PaymentIntents, in steps of which only the last moves money.

1. a PaymentMethod of the number, 2. a PaymentIntent that is not confirmed, 3. its id written down
here, 4. the confirmation. Stripe keeps idempotency keys for a day and its search lags behind its
writes; the id is neither: whatever crashes, reading the one PaymentIntent tells what the key did,
and an intent is paid at most once.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import stripe
from sqlmodel import SQLModel

from wallet.banking_days import add_banking_days
from wallet.database import Database
from wallet.inserts import insert_if_absent
from wallet.processors.base import (
    BankAccount,
    Card,
    ChargeOrder,
    FinalResult,
    Instrument,
    Outcome,
    ProcessorUnavailable,
    RefundRefused,
)
from wallet.processors.stripe_codes import decline_of, return_of
from wallet.processors.stripe_tables import StripeCharge, StripeRefund
from wallet.tables import ChargeState, DeclineCode, Kind

log = logging.getLogger("wallet.stripe")
# Banking days until Stripe's balance has the money: cards two, ACH up to four.
SETTLES_AFTER = {Kind.CARD: 2, Kind.BANK: 4}
TYPES = {Kind.CARD: "card", Kind.BANK: "us_bank_account"}
METADATA = "wallet_key"
EXPANDED = ["latest_charge.balance_transaction"]
GAVE_NOTHING = ("failed", "canceled")
REFUSED = (stripe.CardError, stripe.InvalidRequestError)
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=SQLModel)


class StripeProcessor:
    """One process's way to Stripe; `close` ends its connections."""

    def __init__(
        self, database: Database, client: stripe.StripeClient, connections: stripe.HTTPXClient
    ) -> None:
        self._database = database
        self._stripe = client.v1
        self._connections = connections

    async def close(self) -> None:
        await self._connections.close_async()

    async def charge(self, order: ChargeOrder) -> Outcome:
        row = await self._read(StripeCharge, order.key)
        if row is None:
            row = await self._prepare(order)
        outcome = await self._outcome(row)
        if outcome is None:
            await self._confirm(row)
            outcome = await self._outcome(row)
        if outcome is None:
            raise ProcessorUnavailable
        return outcome

    async def find_charge(self, key: str) -> Outcome | None:
        row = await self._read(StripeCharge, key)
        return None if row is None else await self._outcome(row)

    async def refund(self, key: str, charge_key: str, amount: int) -> None:
        charge = await self._read(StripeCharge, charge_key)
        if charge is None or charge.intent is None:
            raise RefundRefused
        known = not await self._insert(StripeRefund, key=key, intent=charge.intent)
        if known and await self.find_refund(key):
            return
        asked = self._stripe.refunds.create_async(
            {"payment_intent": charge.intent, "amount": amount, "metadata": {METADATA: key}},
            {"idempotency_key": _step("refund", key)},
        )
        try:
            made = await _answered(asked)
        except REFUSED as refusal:
            _tell(refusal)
            raise RefundRefused from None
        if made.status in GAVE_NOTHING:
            raise RefundRefused

    async def find_refund(self, key: str) -> bool:
        row = await self._read(StripeRefund, key)
        if row is None:
            return False
        made = await _answered(
            self._stripe.refunds.list_async({"payment_intent": row.intent, "limit": 100})
        )
        return any(
            (one.to_dict().get("metadata") or {}).get(METADATA) == key
            and one.status not in GAVE_NOTHING
            for one in made.data
        )

    async def final_results(self, keys: Sequence[str]) -> dict[str, FinalResult]:
        found: dict[str, FinalResult] = {}
        for key in keys:
            row = await self._read(StripeCharge, key)
            if row is not None and row.intent is not None:
                final = _final(row.kind, await self._intent(row.intent))
                if final is not None:
                    found[key] = final
        return found

    async def _prepare(self, order: ChargeOrder) -> StripeCharge:
        """An intent that is not confirmed, or why there can be none, written down."""
        kind = Kind.CARD if isinstance(order.instrument, Card) else Kind.BANK
        values: dict[str, Any] = {
            "key": order.key,
            "kind": kind,
            "settles_on": add_banking_days(order.business_date, SETTLES_AFTER[kind]),
        }
        try:
            values["intent"] = await self._new_intent(order, kind)
        except REFUSED as refusal:
            _tell(refusal)
            values["decline_code"] = _refusal(refusal)
        await self._insert(StripeCharge, **values)
        row = await self._read(StripeCharge, order.key)
        assert row is not None
        return row

    async def _new_intent(self, order: ChargeOrder, kind: Kind) -> str:
        method = await _answered(
            self._stripe.payment_methods.create_async(
                _method(order.instrument), {"idempotency_key": _step("method", order.key)}
            )
        )
        intent = await _answered(
            self._stripe.payment_intents.create_async(
                {
                    "amount": order.amount,
                    "currency": order.currency.lower(),
                    "payment_method": method.id,
                    "allowed_payment_method_types": [TYPES[kind]],
                    "metadata": {METADATA: order.key},
                },
                {"idempotency_key": _step("intent", order.key)},
            )
        )
        return intent.id

    async def _confirm(self, row: StripeCharge) -> None:
        """Where the money moves. Its answer is not believed: the intent is read afterwards."""
        assert row.intent is not None
        asked: dict[str, Any] = {"error_on_requires_action": True}
        if row.kind is Kind.BANK:  # authorized on our own page, in writing: Reg E, Nacha WEB
            asked["mandate_data"] = {"customer_acceptance": {"type": "offline", "offline": {}}}
        try:
            await _answered(
                self._stripe.payment_intents.confirm_async(
                    row.intent,
                    asked,  # pyright: ignore[reportArgumentType]
                    {"idempotency_key": _step("confirm", row.key)},
                )
            )
        except stripe.CardError as refusal:
            _tell(refusal)
        except stripe.InvalidRequestError as refusal:
            _tell(refusal)
            if refusal.code != "payment_intent_unexpected_state":
                await self._cancel(row)

    async def _outcome(self, row: StripeCharge) -> Outcome | None:
        """None: not confirmed yet, or the card network has not answered."""
        if row.intent is None:
            return Outcome(ChargeState.DECLINED, row.decline_code)
        intent = await self._intent(row.intent)
        if intent["status"] == "requires_action":
            # It waits for a person (3-D Secure, Stripe's own micro-deposits) who is not here.
            await self._cancel(row)
            return Outcome(ChargeState.DECLINED, DeclineCode.CARD_DECLINED)
        return _outcome(row, intent)

    async def _cancel(self, row: StripeCharge) -> None:
        """So that it can never be paid afterwards. What was paid meanwhile cannot be cancelled."""
        assert row.intent is not None
        try:
            await _answered(self._stripe.payment_intents.cancel_async(row.intent))
        except stripe.InvalidRequestError as refusal:
            _tell(refusal)
            raise ProcessorUnavailable from None

    async def _intent(self, intent: str) -> dict[str, Any]:
        found = await _answered(
            self._stripe.payment_intents.retrieve_async(intent, {"expand": EXPANDED})
        )
        return found.to_dict()

    async def _read(self, table: type[Row], key: str) -> Row | None:
        def read() -> Row | None:
            with self._database.read() as session:
                return session.get(table, key)

        return await asyncio.to_thread(read)

    async def _insert(self, table: type[SQLModel], **values: Any) -> bool:
        def insert() -> bool:
            with self._database.write() as session:
                return insert_if_absent(session, table, values)

        return await asyncio.to_thread(insert)


def _outcome(row: StripeCharge, intent: dict[str, Any]) -> Outcome | None:
    status, error = intent["status"], intent.get("last_payment_error")
    if status in ("succeeded", "processing") and row.kind is Kind.BANK:
        return Outcome(ChargeState.PENDING, settles_on=row.settles_on)
    if status == "succeeded":
        return Outcome(ChargeState.APPROVED, settles_on=row.settles_on)
    if status == "requires_payment_method" and error:
        if row.kind is Kind.BANK and intent.get("latest_charge"):
            # It was on its way, and came back before anybody asked: `final_results` says why.
            return Outcome(ChargeState.PENDING, settles_on=row.settles_on)
        return Outcome(ChargeState.DECLINED, decline_of(error))
    if status == "canceled":
        return Outcome(ChargeState.DECLINED, decline_of(error or {"code": "processing_error"}))
    return None


def _final(kind: Kind, intent: dict[str, Any]) -> FinalResult | None:
    if intent["status"] == "succeeded":
        balance = (intent.get("latest_charge") or {}).get("balance_transaction") or {}
        if kind is Kind.BANK or balance.get("status") == "available":
            return FinalResult(ChargeState.SETTLED, None)
    if kind is Kind.BANK and intent["status"] == "requires_payment_method":
        return FinalResult(ChargeState.RETURNED, return_of(intent))
    return None


def _method(instrument: Instrument) -> Any:
    billing = {"name": instrument.holder or "Not given"}
    if isinstance(instrument, BankAccount):
        account = {
            "account_holder_type": "individual",
            "account_type": instrument.account_type,
            "routing_number": instrument.routing_number,
            "account_number": instrument.account_number,
        }
        return {"type": "us_bank_account", "us_bank_account": account, "billing_details": billing}
    card = {
        "number": instrument.number,
        "exp_month": instrument.exp_month,
        "exp_year": instrument.exp_year,
    }
    return {"type": "card", "card": card, "billing_details": billing}


async def _answered(request: Awaitable[Answer]) -> Answer:
    """Stripe's answer; raises `REFUSED`, or `ProcessorUnavailable` when it says nothing."""
    try:
        return await request
    except REFUSED:
        raise
    except stripe.StripeError as error:
        _tell(error)
        # `from None`: the library's error carries the whole answer, and a log could show it.
        raise ProcessorUnavailable from None


def _refusal(error: stripe.StripeError) -> DeclineCode:
    """A card's own refusal by its code; a request that Stripe does not take is our failure, such
    as a number from an account that may not send numbers (it comes as 402 too)."""
    given = error.error.to_dict() if error.error else {}
    if given.get("type") == "card_error":
        return decline_of(given)
    return DeclineCode.PROCESSING_ERROR


def _tell(error: stripe.StripeError) -> None:
    """What to look for in Stripe's dashboard: its message could repeat what was sent."""
    kind = error.error.to_dict().get("type") if error.error else type(error).__name__
    level = logging.INFO if kind == "card_error" else logging.WARNING
    log.log(level, "%s: %s, request %s", kind, error.code, error.request_id)


def _step(step: str, key: str) -> str:
    """An idempotency key of one step: ours may have Stripe's full length already."""
    return f"{step}-{hashlib.sha256(key.encode()).hexdigest()}"
