"""Every POST that takes a key, sent eight times at once: made once, answered the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import SQLModel, func, select

from tests.wallet.support.requests import MONDAY, card, charge, event_types, new_key, save
from tests.wallet.support.swipes import authorize, clear, issue, reverse
from wallet.service import Wallet
from wallet.tables import Charge, IssuedCard, PaymentProfile, Refund, Swipe

AT_ONCE = 8
Body = Callable[[TestClient], dict[str, Any]]


def _charge(client: TestClient) -> dict[str, Any]:
    return {"payment_profile": save(client, card()), "amount": 100, "currency": "USD"}


def _refund(client: TestClient) -> dict[str, Any]:
    return {"charge": charge(client, save(client, card()))["id"], "amount": 100}


def _card(_client: TestClient) -> dict[str, Any]:
    return {"reference": "C-1", "exp_month": 9, "exp_year": 2029}


def _swipe(client: TestClient) -> dict[str, Any]:
    card = issue(client)["id"]
    return {"card": card, "amount": 100, "merchant": "Corner Bakery", "business_date": MONDAY}


POSTS: dict[str, tuple[Body, type[SQLModel]]] = {
    "/v1/payment-profiles": (lambda _: card(reference="cus_1"), PaymentProfile),
    "/v1/charges": (_charge, Charge),
    "/v1/refunds": (_refund, Refund),
    "/v1/cards": (_card, IssuedCard),
    "/v1/sandbox/swipes": (_swipe, Swipe),
}


def rows(wallet: Wallet, table: type[SQLModel]) -> int:
    with wallet.database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize("path", POSTS)
def test_it_is_made_once_and_answered_the_same(
    client: TestClient, wallet: Wallet, path: str
) -> None:
    body_of, table = POSTS[path]
    body, headers = body_of(client), {"Idempotency-Key": new_key()}
    before = rows(wallet, table)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = [pool.submit(client.post, path, json=body, headers=headers) for _ in range(AT_ONCE)]
        answers = [one.result() for one in sent]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    assert rows(wallet, table) == before + 1


def test_there_is_no_other_post_with_a_key(app: FastAPI) -> None:
    keyed = {
        path
        for path, operations in app.openapi()["paths"].items()
        for parameter in operations.get("post", {}).get("parameters", [])
        if parameter["name"] == "Idempotency-Key"
    }
    assert keyed == set(POSTS)


@pytest.mark.parametrize(("act", "event"), [(clear, "swipe.cleared"), (reverse, "swipe.reversed")])
def test_a_swipe_is_moved_on_once(client: TestClient, act: Any, event: str) -> None:
    swipe = authorize(client, issue(client)["id"])["id"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = [pool.submit(act, client, swipe, business_date=MONDAY) for _ in range(AT_ONCE)]
        answers = [one.result() for one in sent]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert event_types(client).count(event) == 1
