"""Maria's saved methods: the wallet keeps the numbers, the portal its tokens.

The numbers are the sandbox's, published in the wallet's documentation; no account is behind them.
"""

from datetime import date
from typing import Any

from sqlmodel import Session

from models.customers import Customer
from models.payment_methods import MethodKind, PaymentMethod
from services.demo.wallet import AskWallet


def create_profiles(ask: AskWallet, business_date: date) -> list[dict[str, Any]]:
    """A Visa and a bank account; the same ones when the seeding is repeated."""
    card = {
        "kind": "card",
        "number": "4242424242424242",
        "exp_month": 12,
        "exp_year": business_date.year + 3,
        "holder": "Maria Reyes",
        "zip": "94110",
    }
    bank = {
        "kind": "bank",
        "routing_number": "110000000",
        "account_number": "000123456789",
        "account_type": "checking",
        "holder": "Maria Reyes",
        "bank_name": "First Juniper",
    }
    address = "/v1/payment-profiles"
    return [ask(address, "demo-maria-card", card), ask(address, "demo-maria-bank", bank)]


def add_methods(session: Session, customer: Customer, profiles: list[dict[str, Any]]) -> None:
    """Save the wallet's profiles; the first is the default."""
    assert customer.id is not None
    for profile in profiles:
        is_card = profile["kind"] == "card"
        session.add(
            PaymentMethod(
                customer_id=customer.id,
                profile_token=profile["id"],
                kind=MethodKind.CARD if is_card else MethodKind.BANK_ACCOUNT,
                brand=_brand(profile),
                account_type=profile["account_type"] or "",
                last_four=profile["last4"],
                expires=f"{profile['exp_year']}-{profile['exp_month']:02}" if is_card else "",
                is_default=profile is profiles[0],
            )
        )


def _brand(profile: dict[str, Any]) -> str:
    return profile["brand"].title() if profile["brand"] else profile["bank_name"] or ""
