"""Issuing cards and swiping them, in the words of the tests."""

from typing import Any

import httpx

from tests.wallet.support.requests import MONDAY, new_key


def issue(client: httpx.Client, key: str | None = None, **changes: Any) -> dict[str, Any]:
    body = {"reference": "C-1", "exp_month": 9, "exp_year": 2029, "status": "active", **changes}
    answer = client.post("/v1/cards", json=body, headers={"Idempotency-Key": key or new_key()})
    assert answer.status_code == 201, answer.text
    return answer.json()


def post_swipe(
    client: httpx.Client, card: str, key: str | None = None, **changes: Any
) -> httpx.Response:
    body = {"card": card, "amount": 1_899, "merchant": "Corner Bakery", **changes}
    body.setdefault("business_date", MONDAY)
    headers = {"Idempotency-Key": key or new_key()}
    return client.post("/v1/sandbox/swipes", json=body, headers=headers)


def authorize(client: httpx.Client, card: str, **changes: Any) -> dict[str, Any]:
    answer = post_swipe(client, card, **changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def clear(client: httpx.Client, swipe: str, **given: Any) -> httpx.Response:
    return client.post(f"/v1/sandbox/swipes/{swipe}/clear", json=given)


def reverse(client: httpx.Client, swipe: str, **given: Any) -> httpx.Response:
    return client.post(f"/v1/sandbox/swipes/{swipe}/reverse", json=given)
