"""Bank accounts are charged once two small amounts have proven them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.frames import asked, save, session_of, token, typed_bank, typed_card
from tests.wallet.support.requests import bank, card, event_types, post_charge
from tests.wallet.support.requests import save as board
from wallet.processors.base import ProcessorUnavailable
from wallet.service import Wallet


def typed(client: TestClient) -> str:
    """An unverified bank account's profile."""
    one = token(client)
    assert save(client, one, typed_bank()).status_code == 201
    return asked(client, session_of(one))["payment_profile"]["id"]


def verify(client: TestClient, profile: str, amounts: Any) -> Any:
    return client.post(f"/v1/payment-profiles/{profile}/verification", json={"amounts": amounts})


def status(client: TestClient, profile: str) -> str:
    return client.get(f"/v1/payment-profiles/{profile}").json()["status"]


@pytest.mark.parametrize("amounts", [[11, 24], [24, 11]])
def test_the_right_amounts_verify_once_and_for_all(client: TestClient, amounts: list[int]) -> None:
    profile = typed(client)
    answer = verify(client, profile, amounts)
    assert (answer.status_code, answer.json()["status"]) == (200, "verified")
    assert answer.json()["verification"] is None
    assert verify(client, profile, [1, 1]).json() == answer.json()
    assert event_types(client) == ["payment_profile.created", "payment_profile.verified"]
    assert post_charge(client, profile).json()["state"] == "pending"


def test_three_wrong_answers_end_it(client: TestClient) -> None:
    profile = typed(client)
    for left in (2, 1, 0):
        wrong = verify(client, profile, [11, 25])
        assert wrong.json()["code"] == "verification-failed"
        assert (wrong.status_code, wrong.json()["tries_left"]) == (422, left)
    assert status(client, profile) == "failed"
    late = verify(client, profile, [11, 24])
    assert (late.status_code, late.json()["code"]) == (409, "not-verifiable")
    assert post_charge(client, profile).json()["code"] == "profile-unverified"


def test_an_account_that_is_typed_anew_brings_no_new_guesses(client: TestClient) -> None:
    def typed_anew() -> Any:
        one = token(client, reference="cus_guesses")
        return one, save(client, one, typed_bank())

    for nth in range(3):
        one, answer = typed_anew()
        assert answer.status_code == 201
        profile = asked(client, session_of(one))["payment_profile"]["id"]
        for guess in range(3):
            assert verify(client, profile, [50 + nth, 50 + guess]).status_code == 422
        assert client.delete(f"/v1/payment-profiles/{profile}").status_code == 204
    one, refused = typed_anew()
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-tries")
    assert asked(client, session_of(one))["payment_profile"] is None
    assert save(client, one, typed_card()).status_code == 201


def test_guesses_at_once_are_three_as_well(client: TestClient) -> None:
    profile = typed(client)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: verify(client, profile, [1, n]), range(1, 9)))
    assert sorted(answer.status_code for answer in answers) == [409] * 5 + [422] * 3
    assert status(client, profile) == "failed"


@pytest.mark.parametrize(
    "amounts", [[], [11], [11, 24, 1], [0, 24], [11, 100], ["11", "24"], [1.5, 2], None, "11"]
)
def test_amounts_are_two_whole_numbers_of_cents(client: TestClient, amounts: Any) -> None:
    profile = typed(client)
    assert verify(client, profile, amounts).json()["code"] == "validation"
    assert verify(client, profile, [11, 25]).json()["tries_left"] == 2


def test_a_processor_that_is_away_takes_no_try(client: TestClient, wallet: Wallet) -> None:
    profile = typed(client)
    confirm = wallet.processor.confirm_micro_entries

    async def away(*_: Any) -> bool:
        raise ProcessorUnavailable

    wallet.processor.confirm_micro_entries = away
    assert verify(client, profile, [11, 24]).status_code == 502
    wallet.processor.confirm_micro_entries = confirm
    assert verify(client, profile, [11, 25]).json()["tries_left"] == 2


def test_cards_and_unknown_profiles_have_nothing_to_verify(client: TestClient) -> None:
    assert verify(client, board(client, card()), [11, 24]).json()["code"] == "not-verifiable"
    assert verify(client, "pp_unknown", [11, 24]).status_code == 404


def test_a_boarded_account_is_as_verified_as_the_portal_says(client: TestClient) -> None:
    assert status(client, board(client, bank())) == "verified"
    unverified = board(client, bank(status="unverified"))
    assert post_charge(client, unverified).json()["code"] == "profile-unverified"
    assert verify(client, unverified, [11, 24]).json()["status"] == "verified"
    for wrong in (bank(status="failed"), card(status="unverified"), card(reference="a b")):
        assert client.post("/v1/payment-profiles", json=wrong).status_code == 422
