"""Every documented number, from submission to its end."""

import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.requests import (
    MASTERCARD,
    MONDAY,
    TIMES_OUT,
    TUESDAY,
    VISA,
    WEDNESDAY,
    advance,
    bank,
    card,
    charge,
    current,
    event_types,
    post_refund,
    save,
)


@pytest.mark.parametrize("number", [VISA, MASTERCARD, TIMES_OUT])
def test_good_cards_are_approved_and_settle_on_the_next_banking_day(
    client: TestClient, number: str
) -> None:
    made = charge(client, save(client, card(number)))
    assert (made["state"], made["submitted_on"], made["settles_on"]) == (
        "approved",
        MONDAY,
        TUESDAY,
    )
    assert advance(client, MONDAY) == {"business_date": MONDAY, "settled": 0, "returned": 0}
    assert advance(client, TUESDAY) == {"business_date": TUESDAY, "settled": 1, "returned": 0}
    assert current(client, made["id"])["state"] == "settled"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("4000000000000002", "card_declined"),
        ("4000000000009995", "insufficient_funds"),
        ("4000000000000069", "expired_card"),
        ("4000000000000119", "processing_error"),
        ("4111111111111111", "card_declined"),  # not a sandbox number
    ],
)
def test_declined_cards_say_why_and_never_settle(
    client: TestClient, number: str, code: str
) -> None:
    made = charge(client, save(client, card(number)))
    assert (made["state"], made["decline_code"], made["settles_on"]) == ("declined", code, None)
    assert advance(client, "2026-02-02")["settled"] == 0
    assert current(client, made["id"])["state"] == "declined"


def test_a_good_card_is_declined_after_its_last_month(client: TestClient) -> None:
    profile = save(client, card(exp_month=1, exp_year=2026))
    assert charge(client, profile, business_date="2026-01-31")["state"] == "approved"
    assert charge(client, profile, business_date="2026-02-01")["decline_code"] == "expired_card"


@pytest.mark.parametrize(
    ("account", "routing", "code"),
    [
        ("000123456789", "110000000", None),
        ("000222222227", "110000000", "R01"),
        ("000111111113", "110000000", "R02"),
        ("000111111116", "110000000", "R03"),
        ("000333333335", "110000000", "R10"),
        ("000999999999", "110000000", "R03"),  # not a sandbox number
        ("000123456789", "021000021", "R03"),
    ],
)
def test_bank_charges_are_pending_until_they_settle_or_return(
    client: TestClient, account: str, routing: str, code: str | None
) -> None:
    made = charge(client, save(client, bank(account, routing_number=routing)))
    assert (made["state"], made["settles_on"], made["return_code"]) == ("pending", WEDNESDAY, None)
    advance(client, TUESDAY)
    assert current(client, made["id"])["state"] == "pending"
    advance(client, WEDNESDAY)
    ended = current(client, made["id"])
    assert (ended["state"], ended["return_code"]) == ("returned" if code else "settled", code)


@pytest.mark.parametrize(
    ("instrument", "state", "code"),
    [
        (card("4000000000000259"), "charged_back", None),
        (bank("000444444440"), "returned", "R10"),
    ],
)
def test_some_come_back_weeks_after_they_settled(
    client: TestClient, instrument: dict[str, object], state: str, code: str | None
) -> None:
    made = charge(client, save(client, instrument))
    advance(client, WEDNESDAY)
    assert current(client, made["id"])["state"] == "settled"
    assert advance(client, "2026-02-09")["returned"] == 1
    ended = current(client, made["id"])
    assert (ended["state"], ended["return_code"]) == (state, code)
    assert advance(client, "2026-02-10")["returned"] == 0


def test_a_refund_of_some_fails_weeks_later_and_its_amount_is_free(client: TestClient) -> None:
    made = charge(client, save(client, card("4000000000005126")))
    first = post_refund(client, made["id"]).json()
    assert current(client, made["id"])["state"] == "refunded"
    advance(client, "2026-02-09")
    assert client.get(f"/v1/refunds/{first['id']}").json()["state"] == "failed"
    now = current(client, made["id"])
    assert (now["state"], now["amount_refunded"]) == ("settled", 0)
    told = event_types(client)
    advance(client, "2026-02-10")
    assert event_types(client) == told
    assert told[-2:] == ["refund.failed", "charge.settled"]


def test_advancing_again_or_back_moves_nothing_more(client: TestClient) -> None:
    profile = save(client, card())
    for _ in range(3):
        charge(client, profile)
    assert advance(client, "2026-03-02")["settled"] == 3
    assert advance(client, "2026-03-02")["settled"] == 0
    assert advance(client, MONDAY)["settled"] == 0


def test_more_than_one_batch_settles(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wallet.settlement.BATCH", 2)
    cards, accounts = save(client, card()), save(client, bank("000222222227"))
    for profile in [cards, accounts, cards, accounts, cards]:
        charge(client, profile)
    assert advance(client, WEDNESDAY) == {"business_date": WEDNESDAY, "settled": 3, "returned": 2}


def test_without_a_business_date_the_charge_is_of_today(client: TestClient) -> None:
    made = charge(client, save(client, card()), business_date=None)
    assert made["submitted_on"] >= "2026"
    assert made["settles_on"] > made["submitted_on"]
