"""Maria's saved methods: the wallet keeps the numbers, the portal its tokens.

The numbers are the sandbox's, published in the wallet's documentation; no account is behind them.
"""

from datetime import date
from typing import Any

from sqlmodel import Session

from models.payment_methods import MethodKind, PaymentMethod
from services.demo.wallet import AskWallet
from services.payment_methods.adding import reference_of


def create_profiles(ask: AskWallet, customer_id: int, business_date: date) -> list[dict[str, Any]]:
    """A Visa and a bank account; the same ones when the seeding is repeated."""
    reference = reference_of(customer_id)
    card = {
        "kind": "card",
        "reference": reference,
        "number": "4242424242424242",
        "exp_month": 12,
        "exp_year": business_date.year + 3,
        "holder": "Maria Reyes",
        "zip": "94110",
    }
    bank = {
        "kind": "bank",
        "reference": reference,
        "routing_number": "110000000",
        "account_number": "000123456789",
        "account_type": "checking",
        "holder": "Maria Reyes",
        "bank_name": "First Juniper",
    }
    address = "/v1/payment-profiles"
    key = f"demo-{reference}"  # a portal that is seeded anew may know her by another id
    return [ask(address, f"{key}-card", card), ask(address, f"{key}-bank", bank)]


def add_methods(session: Session, customer_id: int, profiles: list[dict[str, Any]]) -> None:
    """Save the wallet's profiles; the first is the default."""
    for profile in profiles:
        is_card = profile["kind"] == "card"
        session.add(
            PaymentMethod(
                customer_id=customer_id,
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
