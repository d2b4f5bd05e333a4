"""What the portal says to the wallet, in the words of the tests."""

import itertools
from typing import Any

import httpx

VISA, MASTERCARD, TIMES_OUT = "4242424242424242", "5555555555554444", "4000000000003220"
SETTLES, MONDAY, TUESDAY, WEDNESDAY = "000123456789", "2026-01-05", "2026-01-06", "2026-01-07"
_keys = itertools.count(1)


def new_key() -> str:
    return f"key-{next(_keys)}"


def card(number: str = VISA, **changes: Any) -> dict[str, Any]:
    usual = {"exp_month": 12, "exp_year": 2031, "holder": "Maria Reyes", "zip": "94110"}
    return {"kind": "card", "number": number, **usual, **changes}


def bank(account: str = SETTLES, **changes: Any) -> dict[str, Any]:
    usual = {"routing_number": "110000000", "account_type": "checking", "holder": "Maria Reyes"}
    return {"kind": "bank", "account_number": account, **usual, **changes}


def save(client: httpx.Client, body: dict[str, Any]) -> str:
    answer = client.post("/v1/payment-profiles", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def post_charge(
    client: httpx.Client, profile: str, key: str | None = None, **changes: Any
) -> httpx.Response:
    body = {"payment_profile": profile, "amount": 42427, "currency": "USD", **changes}
    body.setdefault("business_date", MONDAY)
    return client.post("/v1/charges", json=body, headers={"Idempotency-Key": key or new_key()})


def charge(
    client: httpx.Client, profile: str, key: str | None = None, **changes: Any
) -> dict[str, Any]:
    answer = post_charge(client, profile, key, **changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def post_refund(
    client: httpx.Client, charge_id: str, key: str | None = None, **changes: Any
) -> httpx.Response:
    headers = {"Idempotency-Key": key or new_key()}
    return client.post("/v1/refunds", json={"charge": charge_id, **changes}, headers=headers)


def current(client: httpx.Client, charge_id: str) -> dict[str, Any]:
    return client.get(f"/v1/charges/{charge_id}").json()


def by_key(client: httpx.Client, key: str) -> list[dict[str, Any]]:
    return client.get("/v1/charges", params={"idempotency_key": key}).json()["data"]


def advance(client: httpx.Client, day: str) -> dict[str, Any]:
    return client.post("/v1/sandbox/advance", json={"business_date": day}).json()


def event_types(client: httpx.Client) -> list[str]:
    return [event["type"] for event in client.get("/v1/events").json()["data"]]
