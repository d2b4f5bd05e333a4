from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.requests import (
    TUESDAY,
    WEDNESDAY,
    advance,
    bank,
    card,
    charge,
    current,
    event_types,
    new_key,
    post_refund,
    save,
)


@pytest.fixture
def approved(client: TestClient) -> str:
    return charge(client, save(client, card()), amount=1000)["id"]


def test_without_an_amount_all_that_is_left_goes_back(client: TestClient, approved: str) -> None:
    part = post_refund(client, approved, amount=300)
    assert part.status_code == 201
    assert (current(client, approved)["state"], current(client, approved)["amount_refunded"]) == (
        "approved",
        300,
    )
    rest = post_refund(client, approved).json()
    assert (rest["amount"], rest["state"], rest["charge"]) == (700, "succeeded", approved)
    assert current(client, approved)["state"] == "refunded"
    assert event_types(client) == ["charge.approved", "refund.succeeded", "refund.succeeded"]
    advance(client, TUESDAY)
    assert current(client, approved)["state"] == "refunded"


def test_a_partly_refunded_charge_still_settles(client: TestClient, approved: str) -> None:
    post_refund(client, approved, amount=300)
    advance(client, TUESDAY)
    assert current(client, approved)["state"] == "settled"
    assert post_refund(client, approved).json()["amount"] == 700
    assert current(client, approved)["state"] == "refunded"


def test_never_more_than_was_taken(client: TestClient, approved: str) -> None:
    assert post_refund(client, approved, amount=1001).json()["code"] == "refund-exceeds-charge"
    post_refund(client, approved)
    assert post_refund(client, approved).json()["code"] == "refund-exceeds-charge"


def test_refunds_at_the_same_time_never_exceed_the_charge(
    client: TestClient, approved: str
) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: post_refund(client, approved, amount=300), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 5
    assert current(client, approved)["amount_refunded"] == 900


def test_a_repeat_gets_the_first_answer_and_another_body_is_refused(
    client: TestClient, approved: str
) -> None:
    key = new_key()
    first, again = (post_refund(client, approved, key, amount=300) for _ in range(2))
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    other = post_refund(client, approved, key, amount=301)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert current(client, approved)["amount_refunded"] == 300
    found = client.get("/v1/refunds", params={"idempotency_key": key}).json()["data"]
    assert found == [first.json()]
    assert client.get(f"/v1/refunds/{first.json()['id']}").json() == first.json()


def test_a_bank_charge_is_refundable_once_settled(client: TestClient) -> None:
    made = charge(client, save(client, bank()))["id"]
    refused = post_refund(client, made)
    assert (refused.status_code, refused.json()["code"]) == (409, "charge-not-refundable")
    advance(client, WEDNESDAY)
    assert post_refund(client, made).json()["state"] == "succeeded"


@pytest.mark.parametrize("body", [card("4000000000000002"), bank("000222222227")])
def test_what_was_never_kept_is_not_given_back(client: TestClient, body: dict[str, str]) -> None:
    made = charge(client, save(client, body))["id"]
    advance(client, WEDNESDAY)
    assert post_refund(client, made).json()["code"] == "charge-not-refundable"


def test_an_unknown_charge_or_refund_is_not_found(client: TestClient) -> None:
    assert post_refund(client, "ch_unknown").json()["code"] == "charge-not-found"
    assert client.get("/v1/refunds/re_unknown").json()["code"] == "refund-not-found"
