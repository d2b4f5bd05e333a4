"""Stripe: cards and ACH debits as PaymentIntents, in steps of which only the last moves money.

1. a PaymentMethod of the number, 2. a PaymentIntent that is not confirmed, 3. its id written down
here, 4. the confirmation. Stripe keeps idempotency keys for a day and its search lags behind its
writes; the id is neither: whatever crashes, reading the one PaymentIntent tells what the key did,
and an intent is paid at most once.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

import stripe
from sqlmodel import Session

from wallet.banking_days import add_banking_days
from wallet.database import Database
from wallet.processors import stripe_late
from wallet.processors.base import (
    BankAccount,
    Card,
    CardCheck,
    ChargeOrder,
    FinalResult,
    LateNews,
    Outcome,
    ProcessorUnavailable,
    RefundRefused,
)
from wallet.processors.stripe_calls import (
    METADATA,
    REFUSED,
    Rows,
    answered,
    refusal_of,
    step,
    tell,
)
from wallet.processors.stripe_codes import GAVE_NOTHING, decline_of, return_of
from wallet.processors.stripe_setup import MANDATE, TYPES, StripeSetup
from wallet.processors.stripe_tables import StripeAccount, StripeCharge, StripeRefund
from wallet.tables import ChargeState, DeclineCode, Kind

AT_ONCE = 8
"""Questions about charges: Stripe takes 100 a second from a live account, 25 from a test one."""
# Banking days until Stripe's balance has the money: cards two, ACH up to four.
SETTLES_AFTER = {Kind.CARD: 2, Kind.BANK: 4}
EXPANDED = ["latest_charge.balance_transaction"]


class StripeProcessor:
    """One process's way to Stripe; `close` ends its connections."""

    def __init__(
        self, database: Database, client: stripe.StripeClient, connections: stripe.HTTPXClient
    ) -> None:
        self._database = database
        self._rows = Rows(database)
        self._stripe = client.v1
        self._connections = connections
        self._setup = StripeSetup(self._rows, client)

    async def close(self) -> None:
        await self._connections.close_async()

    async def check_card(self, card: Card, security_code: str, postal_code: str) -> CardCheck:
        return await self._setup.check_card(card, security_code, postal_code)

    async def send_micro_entries(self, key: str, account: BankAccount) -> None:
        await self._setup.send_micro_entries(key, account)

    async def confirm_micro_entries(self, key: str, amounts: tuple[int, int]) -> bool:
        return await self._setup.confirm_micro_entries(key, amounts)

    def charge_here(self, session: Session, order: ChargeOrder) -> Outcome | None:
        return None

    async def charge(self, order: ChargeOrder) -> Outcome:
        row = await self._rows.read(StripeCharge, order.key)
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
        row = await self._rows.read(StripeCharge, key)
        return None if row is None else await self._outcome(row)

    async def refund(self, key: str, charge_key: str, amount: int) -> None:
        charge = await self._rows.read(StripeCharge, charge_key)
        if charge is None or charge.intent is None:
            raise RefundRefused
        known = not await self._rows.insert(StripeRefund, key=key, intent=charge.intent)
        if known and await self.find_refund(key):
            return
        asked = self._stripe.refunds.create_async(
            {"payment_intent": charge.intent, "amount": amount, "metadata": {METADATA: key}},
            {"idempotency_key": step("refund", key)},
        )
        try:
            made = await answered(asked)
        except REFUSED as refusal:
            tell(refusal)
            raise RefundRefused from None
        if made.status in GAVE_NOTHING:
            raise RefundRefused

    async def find_refund(self, key: str) -> bool:
        row = await self._rows.read(StripeRefund, key)
        if row is None:
            return False
        made = await answered(
            self._stripe.refunds.list_async({"payment_intent": row.intent, "limit": 100})
        )
        return any(
            (one.to_dict().get("metadata") or {}).get(METADATA) == key
            and one.status not in GAVE_NOTHING
            for one in made.data
        )

    async def final_results(self, keys: Sequence[str]) -> dict[str, FinalResult]:
        """A few are asked about at once; the first that has no answer ends the asking."""
        room = asyncio.Semaphore(AT_ONCE)
        found: dict[str, FinalResult] = {}

        async def look(key: str) -> None:
            async with room:
                row = await self._rows.read(StripeCharge, key)
                final = await self._final(row) if row is not None and row.intent else None
            if final is not None:
                found[key] = final

        complete = True
        try:
            async with asyncio.TaskGroup() as group:
                for key in keys:
                    group.create_task(look(key))
        except* ProcessorUnavailable:
            complete = False
        if not complete:
            raise ProcessorUnavailable
        return found

    async def late_news(self, day: date) -> LateNews:
        """Stripe's days are its own."""
        return await stripe_late.late_news(self._database, self._stripe)

    async def _final(self, row: StripeCharge) -> FinalResult | None:
        assert row.intent is not None
        return _final(row.kind, await self._intent(row.intent))

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
            tell(refusal)
            values["decline_code"] = refusal_of(refusal)
        await self._rows.insert(StripeCharge, **values)
        row = await self._rows.read(StripeCharge, order.key)
        assert row is not None
        return row

    async def _new_intent(self, order: ChargeOrder, kind: Kind) -> str:
        asked: dict[str, Any] = {
            "amount": order.amount,
            "currency": order.currency.lower(),
            "allowed_payment_method_types": [TYPES[kind]],
            "metadata": {METADATA: order.key},
            **await self._payer(order),
        }
        made = self._stripe.payment_intents.create_async(
            asked,  # pyright: ignore[reportArgumentType]
            {"idempotency_key": step("intent", order.key)},
        )
        return (await answered(made)).id

    async def _payer(self, order: ChargeOrder) -> dict[str, str]:
        """The account that was verified at Stripe; else the number, for this charge alone."""
        account = await self._rows.read(StripeAccount, order.profile)
        if account is not None:
            return {"customer": account.customer, "payment_method": account.payment_method}
        return {"payment_method": await self._setup.method(order.instrument, order.key)}

    async def _confirm(self, row: StripeCharge) -> None:
        """Where the money moves. Its answer is not believed: the intent is read afterwards."""
        assert row.intent is not None
        asked: dict[str, Any] = {"error_on_requires_action": True}
        if row.kind is Kind.BANK:  # authorized on our own page, in writing: Reg E, Nacha WEB
            asked["mandate_data"] = MANDATE
        try:
            await answered(
                self._stripe.payment_intents.confirm_async(
                    row.intent,
                    asked,  # pyright: ignore[reportArgumentType]
                    {"idempotency_key": step("confirm", row.key)},
                )
            )
        except stripe.CardError as refusal:
            tell(refusal)
        except stripe.InvalidRequestError as refusal:
            tell(refusal)
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
            await answered(self._stripe.payment_intents.cancel_async(row.intent))
        except stripe.InvalidRequestError as refusal:
            tell(refusal)
            raise ProcessorUnavailable from None

    async def _intent(self, intent: str) -> dict[str, Any]:
        found = await answered(
            self._stripe.payment_intents.retrieve_async(intent, {"expand": EXPANDED})
        )
        return found.to_dict()


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
