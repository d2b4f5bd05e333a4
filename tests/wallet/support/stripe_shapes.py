"""Stripe's documented JSON: what https://docs.stripe.com/api shows of each object, ids made up."""

import time
from typing import Any


def payment_method(number: int, given: dict[str, Any]) -> dict[str, Any]:
    kind = given["type"]
    shape = {
        "id": f"pm_{number:024d}",
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": None,
            "email": None,
            "name": given["billing_details"]["name"],
            "phone": None,
        },
        "created": int(time.time()),
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": kind,
    }
    if kind == "card":
        card = given["card"]
        about = {
            "brand": "visa",
            "country": "US",
            "exp_month": int(card["exp_month"]),
            "exp_year": int(card["exp_year"]),
            "funding": "credit",
            "last4": card["number"][-4:],
            "three_d_secure_usage": {"supported": True},
        }
    else:
        account = given["us_bank_account"]
        about = {
            "account_holder_type": account["account_holder_type"],
            "account_type": account["account_type"],
            "bank_name": "STRIPE TEST BANK",
            "last4": account["account_number"][-4:],
            "routing_number": account["routing_number"],
            "status_details": {},
        }
    return {**shape, kind: about}


def payment_intent(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"pi_{number:024d}",
        "object": "payment_intent",
        "amount": int(given["amount"]),
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"pi_{number:024d}_secret_none",
        "confirmation_method": "automatic",
        "created": int(time.time()),
        "currency": given["currency"],
        "customer": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": given.get("metadata", {}),
        "next_action": None,
        "payment_method": given["payment_method"],
        "payment_method_types": list(given["allowed_payment_method_types"].values()),
        "status": "requires_confirmation",
    }


def setup_intent(number: int, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"seti_{number:024d}",
        "object": "setup_intent",
        "client_secret": f"seti_{number:024d}_secret_none",
        "created": int(time.time()),
        "customer": given.get("customer"),
        "last_setup_error": None,
        "livemode": False,
        "metadata": {},
        "next_action": None,
        "payment_method": given["payment_method"],
        "payment_method_types": list(given["allowed_payment_method_types"].values()),
        "status": "requires_confirmation",
        "usage": given["usage"],
    }


def customer(number: int) -> dict[str, Any]:
    return {
        "id": f"cus_{number:024d}",
        "object": "customer",
        "created": int(time.time()),
        "email": None,
        "livemode": False,
        "metadata": {},
        "name": None,
    }


def charge(number: int, intent: dict[str, Any], status: str) -> dict[str, Any]:
    return {
        "id": f"ch_{number:024d}",
        "object": "charge",
        "amount": intent["amount"],
        "amount_refunded": 0,
        "balance_transaction": None,
        "captured": status == "succeeded",
        "currency": intent["currency"],
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "paid": status == "succeeded",
        "payment_intent": intent["id"],
        "refunded": False,
        "status": status,
    }


def balance_transaction(number: int, amount: int, status: str) -> dict[str, Any]:
    return {
        "id": f"txn_{number:024d}",
        "object": "balance_transaction",
        "amount": amount,
        "available_on": int(time.time()) + 172_800,
        "currency": "usd",
        "fee": 0,
        "net": amount,
        "status": status,
        "type": "charge",
    }


def refund(number: int, intent: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"re_{number:024d}",
        "object": "refund",
        "amount": int(given["amount"]),
        "charge": intent["latest_charge"]["id"],
        "created": int(time.time()),
        "currency": intent["currency"],
        "metadata": given.get("metadata", {}),
        "payment_intent": intent["id"],
        "reason": None,
        "status": "succeeded",
    }


def dispute(number: int, intent: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"du_{number:024d}",
        "object": "dispute",
        "amount": intent["amount"],
        "balance_transactions": [],
        "charge": intent["latest_charge"]["id"],
        "created": int(time.time()),
        "currency": intent["currency"],
        "evidence": {},
        "evidence_details": {"due_by": None, "has_evidence": False, "submission_count": 0},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "network_reason_code": None,
        "payment_intent": intent["id"],
        "reason": "fraudulent",
        "status": "needs_response",
    }


def page(rows: list[dict[str, Any]], given: dict[str, Any], url: str) -> dict[str, Any]:
    """As asked: newest first, made since, up to `limit` after the one named."""
    since = int(given["created"]["gte"])
    young = [one for one in rows if one["created"] >= since]
    ids = [one["id"] for one in young]
    first = ids.index(given["starting_after"]) + 1 if "starting_after" in given else 0
    last = first + int(given["limit"])
    return {**listed(young[first:last], url), "has_more": last < len(young)}


def listed(rows: list[dict[str, Any]], url: str) -> dict[str, Any]:
    return {"object": "list", "data": rows, "has_more": False, "url": url}


def error(kind: str, message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"type": kind, "message": message, **more}}
