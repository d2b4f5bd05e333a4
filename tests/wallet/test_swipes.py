import json
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from tests.wallet.support.receiver import Receiver
from tests.wallet.support.requests import MONDAY, TUESDAY, WEDNESDAY, event_types, new_key
from tests.wallet.support.swipes import authorize, clear, issue, post_swipe, reverse
from wallet.cards import place_of
from wallet.numbers import passes_luhn
from wallet.rotation import rotate
from wallet.service import Wallet
from wallet.settings import WalletSettings
from wallet.tables import CardStatus, IssuedCard
from wallet.vault import Vault

USABLE = ("active", "active_reissued", "active_virtual_only")


def test_an_issued_card_is_known_by_its_last_four_and_its_number_is_sealed(
    client: TestClient, wallet: Wallet
) -> None:
    card = issue(client, reference="C-1")
    assert card["brand"] == "visa"
    with wallet.database.read() as session:
        row = session.exec(select(IssuedCard)).one()
    number = wallet.vault.open(row.sealed, place_of(row)).decode()
    assert len(number) == 16
    assert passes_luhn(number)
    assert number.endswith(card["last4"])
    assert number.encode() not in row.sealed
    assert number not in repr(row)
    assert number not in json.dumps(card)
    assert client.get(f"/v1/cards/{card['id']}").json() == card
    assert client.get("/v1/cards", params={"reference": "C-1"}).json() == {"data": [card]}
    assert client.get("/v1/cards", params={"reference": "C-2"}).json() == {"data": []}


def test_rotation_reseals_issued_cards(
    client: TestClient, wallet: Wallet, settings: WalletSettings
) -> None:
    issue(client)
    key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    rotating = replace(wallet, vault=Vault([key, *settings.encryption_keys]))
    assert (rotate(rotating), rotate(rotating)) == (1, 0)
    with wallet.database.read() as session:
        row = session.exec(select(IssuedCard)).one()
    assert Vault([key]).open(row.sealed, place_of(row)).decode().endswith(row.last4)


def test_a_card_is_issued_once_per_key(client: TestClient) -> None:
    key = new_key()
    first, again = issue(client, key), issue(client, key)
    assert first == again
    answer = client.post(
        "/v1/cards",
        json={"reference": "other", "exp_month": 1, "exp_year": 2031},
        headers={"Idempotency-Key": key},
    )
    assert answer.json()["code"] == "idempotency-key-reused"


def test_a_swipe_is_authorized_cleared_and_reversed_with_an_event_each(
    client: TestClient, receiver: Receiver
) -> None:
    card = issue(client)
    swipe = authorize(client, card["id"], amount=2_000, merchant="Corner Bakery")
    assert (swipe["state"], swipe["authorized_on"]) == ("authorized", MONDAY)
    cleared = clear(client, swipe["id"], amount=2_300, business_date=TUESDAY).json()
    assert (cleared["state"], cleared["amount"], cleared["cleared_on"]) == (
        "cleared",
        2_300,
        TUESDAY,
    )
    assert clear(client, swipe["id"], amount=9).json() == cleared
    back = reverse(client, swipe["id"], business_date=WEDNESDAY).json()
    assert (back["state"], back["cleared_on"], back["reversed_on"]) == (
        "reversed",
        TUESDAY,
        WEDNESDAY,
    )
    assert reverse(client, swipe["id"]).json() == back
    assert clear(client, swipe["id"]).json()["code"] == "swipe-is-over"
    assert client.get(f"/v1/swipes/{swipe['id']}").json() == back
    assert event_types(client) == ["swipe.authorized", "swipe.cleared", "swipe.reversed"]
    # Posted in any order: what one round delivers goes at once.
    told = [json.loads(receiver.next().body) for _ in range(3)]
    assert next(one["data"] for one in told if one["type"] == "swipe.authorized") == {
        "swipe_id": swipe["id"],
        "card_id": card["id"],
        "state": "authorized",
        "amount": 2_000,
    }


def test_what_is_optional_needs_no_body(client: TestClient) -> None:
    swipe = authorize(client, issue(client)["id"])
    address = f"/v1/sandbox/swipes/{swipe['id']}"
    assert client.post(f"{address}/clear").json()["amount"] == swipe["amount"]
    assert client.post(f"{address}/reverse").json()["state"] == "reversed"


def test_a_repeated_authorization_is_one_swipe_and_one_event(client: TestClient) -> None:
    card, key = issue(client)["id"], new_key()
    first = post_swipe(client, card, key)
    again = post_swipe(client, card, key, business_date=TUESDAY)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert post_swipe(client, card, key, amount=1).json()["code"] == "idempotency-key-reused"
    assert event_types(client) == ["swipe.authorized"]


@pytest.mark.parametrize("status", list(CardStatus))
def test_only_active_cards_are_taken(client: TestClient, status: CardStatus) -> None:
    answer = post_swipe(client, issue(client, status=status.value)["id"])
    assert answer.status_code == (201 if status in USABLE else 409)
    if status not in USABLE:
        assert answer.json()["code"] == "card-not-active"
        assert event_types(client) == []


def test_an_expired_card_is_declined_from_the_next_month_on(client: TestClient) -> None:
    card = issue(client, exp_month=1, exp_year=2026)["id"]
    assert post_swipe(client, card, business_date="2026-01-31").status_code == 201
    assert post_swipe(client, card, business_date="2026-02-01").json()["code"] == "card-not-active"


def test_what_is_authorized_at_one_time_stays_within_the_cards_limit(client: TestClient) -> None:
    card = issue(client, hold_limit=5_000)["id"]
    first = authorize(client, card, amount=3_000)
    key = new_key()
    assert post_swipe(client, card, key, amount=2_001).json()["code"] == "swipe-over-limit"
    assert post_swipe(client, card, amount=2_000).status_code == 201
    clear(client, first["id"])
    assert post_swipe(client, card, key, amount=2_001).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": 1.5},
        {"amount": True},
        {"amount": "100"},
        {"merchant": "a\x00b"},
        {"merchant": "x" * 81},
        {"merchant": " "},
        {"kind": "refund"},
        {"business_date": "2026-W01-1"},
        {"number": "4242424242424242"},
    ],
)
def test_what_is_no_swipe_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    assert post_swipe(client, issue(client)["id"], **wrong).status_code == 422
    assert event_types(client) == []


def test_unknown_cards_and_swipes_are_not_found(client: TestClient) -> None:
    answers: list[httpx.Response] = [
        post_swipe(client, "card_none"),
        clear(client, "sw_none"),
        reverse(client, "sw_none"),
        client.get("/v1/swipes/sw_none"),
        client.get("/v1/cards/card_none"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    codes = [answer.json()["code"] for answer in answers]
    assert codes == ["card-not-found", *["swipe-not-found"] * 3, "card-not-found"]


def test_what_is_no_token_is_refused(client: TestClient) -> None:
    assert post_swipe(client, "card/../x").status_code == 422
    assert clear(client, "a b").status_code == 422
