"""Whoever has the portal's key can ask for charges, and never learns a number."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.frames import (
    asked,
    exchange,
    open_session,
    save,
    session_of,
    ticket_of,
    token,
    typed_bank,
    typed_card,
)
from tests.wallet.support.requests import bank, card, charge, new_key, post_refund
from wallet.numbers import passes_luhn
from wallet.profiles import MOST_OF_REFERENCE

CARD, ACCOUNT, ROUTING = "5555555555554444", "000123456789", "110000000"
BESIDE = "4111111100024242"
"""A card that passes for the saved 4242 but for its middle."""


def tells(text: str) -> list[str]:
    """What of the saved numbers is in it; the last four are known."""
    return [secret for secret in (CARD[:12], CARD[:6], ACCOUNT[:8], ROUTING) if secret in text]


@pytest.fixture
def known(client: TestClient) -> dict[str, str]:
    """Ids of one of everything."""
    by_form, of_bank = token(client, reference="cus_1"), token(client, reference="cus_1")
    for one, typed in ((by_form, typed_card(CARD)), (of_bank, typed_bank(ACCOUNT))):
        assert save(client, one, typed).status_code == 201
    profile = asked(client, session_of(by_form))["payment_profile"]["id"]
    paid = charge(client, profile, key := new_key())
    issued = client.post(
        "/v1/cards",
        json={"reference": "C-9035", "exp_month": 9, "exp_year": 2029, "status": "active"},
        headers={"Idempotency-Key": new_key()},
    ).json()
    swipe = client.post(
        "/v1/sandbox/swipes",
        json={"card": issued["id"], "amount": 500, "merchant": "Corner Bakery"},
        headers={"Idempotency-Key": new_key()},
    ).json()
    return {
        "profile_id": profile,
        "session_id": session_of(by_form),
        "bank": asked(client, session_of(of_bank))["payment_profile"]["id"],
        "charge_id": paid["id"],
        "refund_id": post_refund(client, paid["id"], amount=5).json()["id"],
        "card_id": issued["id"],
        "swipe_id": swipe["id"],
        "key": key,
    }


def answers(client: TestClient, known: dict[str, str]) -> Iterator[tuple[str, httpx.Response]]:
    """Every address of the document, asked in every way that it has, with what is known."""
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        last = path.format(**known) if "{" in path else path
        for method in sorted(methods, key=lambda one: one == "delete"):
            bodies: list[Any] = [None]
            if method == "post":
                bodies = [{}, {"charge": known["charge_id"]}, {"amounts": [11, 24]}, card(CARD)]
                bodies += [{"ticket": "ws_x.y", "purpose": "add_payment_method"}, typed_card(CARD)]
            for body in bodies:
                key = {"Idempotency-Key": known["key"]}
                asked = {"reference": "C-9035", "idempotency_key": known["key"]}
                yield (
                    f"{method} {path}",
                    client.request(method, last, json=body, headers=key, params=asked),
                )


def test_no_address_tells_a_number(client: TestClient, known: dict[str, str]) -> None:
    seen = 0
    for name, answer in answers(client, known):
        assert answer.status_code < 500, name
        told = answer.text + json.dumps(dict(answer.headers))
        assert tells(told) == [], name
        digits = "".join(c if c.isdigit() else " " for c in told).split()
        assert not [one for one in digits if 12 <= len(one) <= 19 and passes_luhn(one)], name
        seen += 1
    assert seen > 40


def test_a_form_that_it_opens_for_another_customer_reads_nothing(
    client: TestClient, known: dict[str, str]
) -> None:
    """It may pretend to be the wallet's own page: it has no browser that keeps it honest."""
    opened = exchange(client, ticket_of(open_session(client, reference="cus_1")))
    assert opened.status_code == 201
    one = opened.json()["token"]
    refused = save(client, one, typed_card(CARD))
    assert (refused.status_code, refused.json()["code"]) == (409, "payment-profile-exists")
    saved = save(client, one, typed_card())
    assert tells(opened.text + refused.text + saved.text) == []
    of_another = client.get("/v1/payment-profiles/" + known["profile_id"])
    assert of_another.json()["last4"] == CARD[-4:]


def test_a_key_does_not_tell_whether_a_guessed_number_is_the_one(client: TestClient) -> None:
    """With one answer for the right number and another for all else, 100,000 guesses would do."""
    headers = {"Idempotency-Key": new_key()}
    first = client.post("/v1/payment-profiles", json=card(), headers=headers)
    for number in ("4242424242424242", BESIDE):
        assert passes_luhn(number)
        again = client.post("/v1/payment-profiles", json=card(number), headers=headers)
        assert (again.status_code, again.json()) == (201, first.json())
    for account, routing in ((ACCOUNT, ROUTING), ("99999996789", "021000021")):
        keyed = {"Idempotency-Key": "of-an-account"}
        body = bank(account, routing_number=routing)
        told = client.post("/v1/payment-profiles", json=body, headers=keyed)
        # a routing number's end is no secret, and says which bank
        assert told.status_code == (201 if routing == ROUTING else 422)
    same_end = bank("99999996789")
    again = client.post(
        "/v1/payment-profiles", json=same_end, headers={"Idempotency-Key": "of-an-account"}
    )
    assert again.status_code == 201


def test_numbers_are_not_guessed_by_the_thousand_for_a_customer(client: TestClient) -> None:
    saved = client.post("/v1/payment-profiles", json=card(CARD, reference="cus_7"))
    assert saved.status_code == 201
    tried = 0
    for nth in range(2 * MOST_OF_REFERENCE):
        guess = client.post("/v1/payment-profiles", json=bank(f"{nth:05}6789", reference="cus_7"))
        if guess.status_code == 429:
            assert guess.json()["code"] == "too-many-tries"
            break
        client.delete(f"/v1/payment-profiles/{guess.json()['id']}")
        tried += 1
    assert tried == MOST_OF_REFERENCE - 1
    right = client.post("/v1/payment-profiles", json=card(CARD, reference="cus_7"))
    assert right.status_code == 429
    assert client.post("/v1/payment-profiles", json=card(reference="cus_8")).status_code == 201


def test_without_the_key_nothing_is_asked(client: TestClient, known: dict[str, str]) -> None:
    client.headers["Authorization"] = "Bearer guessed"
    for name, answer in answers(client, known):
        if "/v1/" in name:
            assert answer.status_code == 401, name
