"""Methods of payment at Stripe before anything is charged: checked cards, verified accounts.

A SetupIntent verifies a bank account with Stripe's own micro-deposits and keeps it, at a Customer
of its own, for every later charge: Nacha's account validation for WEB debits.
"""

from typing import Any

import stripe

from wallet.processors.base import (
    BankAccount,
    Card,
    CardCheck,
    EntriesRefused,
    Instrument,
    ProcessorUnavailable,
)
from wallet.processors.stripe_calls import REFUSED, Rows, answered, step, tell
from wallet.processors.stripe_codes import ACCOUNT_REFUSED
from wallet.processors.stripe_tables import StripeAccount
from wallet.tables import Kind

TYPES = {Kind.CARD: "card", Kind.BANK: "us_bank_account"}
# Authorized in writing on the wallet's own page, and kept there with its text (Reg E, Nacha WEB).
MANDATE: dict[str, Any] = {"customer_acceptance": {"type": "offline", "offline": {}}}
WRONG_CODES = {"incorrect_cvc", "invalid_cvc"}
WRONG_AMOUNTS = "payment_method_microdeposit_verification_amounts_"


class StripeSetup:
    def __init__(self, rows: Rows, client: stripe.StripeClient) -> None:
        self._rows = rows
        self._stripe = client.v1

    async def method(self, instrument: Instrument, key: str, **card: str) -> str:
        """The id of a PaymentMethod of the number; one per key for a day."""
        made = self._stripe.payment_methods.create_async(
            _described(instrument, **card), {"idempotency_key": step("method", key)}
        )
        return (await answered(made)).id

    async def check_card(self, card: Card, security_code: str, postal_code: str) -> CardCheck:
        """Asked of the issuer without a charge. Nothing is kept: no Customer is named."""
        asked = _described(card, cvc=security_code)
        asked["billing_details"]["address"] = {"postal_code": postal_code}
        try:
            method = await answered(self._stripe.payment_methods.create_async(asked))
            made = await answered(
                self._stripe.setup_intents.create_async(
                    {
                        "payment_method": method.id,
                        "allowed_payment_method_types": [TYPES[Kind.CARD]],
                        "usage": "off_session",
                        "confirm": True,
                    }
                )
            )
        except REFUSED as refusal:
            tell(refusal)
            wrong = refusal.code in WRONG_CODES
            return CardCheck.SECURITY_CODE_WRONG if wrong else CardCheck.REFUSED
        # A card that asks for its holder (3-D Secure) would ask again at every charge.
        return CardCheck.PASSED if made.status == "succeeded" else CardCheck.REFUSED

    async def send_micro_entries(self, key: str, account: BankAccount) -> None:
        if await self._rows.read(StripeAccount, key) is not None:
            return
        try:
            method = await self.method(account, key)
            customer = await answered(
                self._stripe.customers.create_async({}, {"idempotency_key": step("customer", key)})
            )
            made = await answered(
                self._stripe.setup_intents.create_async(
                    {
                        "customer": customer.id,
                        "payment_method": method,
                        "allowed_payment_method_types": [TYPES[Kind.BANK]],
                        "payment_method_options": {
                            "us_bank_account": {"verification_method": "microdeposits"}
                        },
                        "mandate_data": MANDATE,  # pyright: ignore[reportArgumentType]
                        "usage": "off_session",
                        "confirm": True,
                    },
                    {"idempotency_key": step("setup", key)},
                )
            )
        except REFUSED as refusal:
            tell(refusal)
            raise _unsent(refusal) from None
        await self._rows.insert(
            StripeAccount, key=key, setup=made.id, customer=customer.id, payment_method=method
        )

    async def confirm_micro_entries(self, key: str, amounts: tuple[int, int]) -> bool:
        row = await self._rows.read(StripeAccount, key)
        if row is None:
            raise ProcessorUnavailable
        try:
            made = await answered(
                self._stripe.setup_intents.verify_microdeposits_async(
                    row.setup, {"amounts": list(amounts)}
                )
            )
        except REFUSED as refusal:
            tell(refusal)
            if str(refusal.code).startswith(WRONG_AMOUNTS):
                return False
            made = await answered(self._stripe.setup_intents.retrieve_async(row.setup))
        return made.status == "succeeded"


def _unsent(refusal: stripe.StripeError) -> EntriesRefused | ProcessorUnavailable:
    is_final = refusal.code in ACCOUNT_REFUSED
    return EntriesRefused() if is_final else ProcessorUnavailable()


def _described(instrument: Instrument, **card: str) -> Any:
    billing = {"name": instrument.holder or "Not given"}
    if isinstance(instrument, BankAccount):
        account = {
            "account_holder_type": "individual",
            "account_type": instrument.account_type,
            "routing_number": instrument.routing_number,
            "account_number": instrument.account_number,
        }
        return {"type": "us_bank_account", "us_bank_account": account, "billing_details": billing}
    number = {
        "number": instrument.number,
        "exp_month": instrument.exp_month,
        "exp_year": instrument.exp_year,
    }
    return {"type": "card", "card": {**number, **card}, "billing_details": billing}
