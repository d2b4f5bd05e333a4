"""The whole wallet with Stripe behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.processors import leave_where_it_hangs
from tests.wallet.support.receiver import Receiver
from tests.wallet.support.requests import (
    bank,
    card,
    charge,
    current,
    event_types,
    new_key,
    post_charge,
    post_refund,
    save,
)
from tests.wallet.support.stripe_server import KEY, Fault, StripeServer
from tests.wallet.support.waiting import until
from wallet.processors.stripe_payments import StripeProcessor
from wallet.service import Wallet
from wallet.settings import SettingsRefused, WalletSettings, load_settings


@pytest.fixture
def server() -> Iterator[StripeServer]:
    with StripeServer() as running:
        yield running


@pytest.fixture
def settings(
    tmp_path: Path, database_url: str, receiver: Receiver, server: StripeServer
) -> WalletSettings:
    return load_settings(
        portal_demo=True,
        portal_data_dir=tmp_path,
        wallet_database_url=database_url,
        wallet_event_url=receiver.url,
        wallet_processor="stripe",
        wallet_stripe_key=KEY,
        wallet_stripe_url=server.url,
        wallet_processor_timeout_seconds=60,
        wallet_poll_seconds=0.05,
    )


def test_what_stripe_settles_or_returns_is_asked_for_and_told(
    client: TestClient, server: StripeServer
) -> None:
    cards, accounts = save(client, card()), save(client, bank("000222222227"))
    paid, debited = charge(client, cards), charge(client, accounts)
    assert (paid["state"], debited["state"]) == ("approved", "pending")
    server.books.settle()
    until(lambda: current(client, debited["id"])["state"] == "returned")
    until(lambda: current(client, paid["id"])["state"] == "settled")
    assert current(client, debited["id"])["return_code"] == "R01"
    assert sorted(event_types(client)) == [
        "charge.approved",
        "charge.pending",
        "charge.returned",
        "charge.settled",
    ]
    assert server.books.moved == 2


def test_what_comes_back_after_it_settled_is_told_once(
    client: TestClient, server: StripeServer
) -> None:
    paid = charge(client, save(client, card("4000000000000259")))
    debited = charge(client, save(client, bank("000444444440")))
    server.books.settle()
    until(lambda: current(client, debited["id"])["state"] == "settled")
    until(lambda: current(client, paid["id"])["state"] == "settled")
    server.books.later()
    until(lambda: current(client, debited["id"])["state"] == "returned")
    until(lambda: current(client, paid["id"])["state"] == "charged_back")
    assert current(client, debited["id"])["return_code"] == "R10"
    asked = len(server.requests)
    until(lambda: len(server.requests) > asked + 8)  # further rounds
    types = event_types(client)
    assert types.count("charge.charged_back") == types.count("charge.returned") == 1
    refused = post_refund(client, paid["id"], amount=500)
    assert (refused.status_code, refused.json()["code"]) == (409, "charge-not-refundable")


def test_a_dispute_over_a_part_is_left_to_the_lender(
    client: TestClient, server: StripeServer
) -> None:
    paid = charge(client, save(client, card()))
    (intent,) = server.books.intents.values()
    server.books.settle()
    server.books.dispute(intent, amount=500)
    until(lambda: current(client, paid["id"])["state"] == "settled")
    asked = len(server.requests)
    until(lambda: len(server.requests) > asked + 8)
    assert current(client, paid["id"])["state"] == "settled"


def test_a_refund_that_fails_weeks_later_frees_its_amount(
    client: TestClient, server: StripeServer
) -> None:
    paid = charge(client, save(client, card("4000000000005126")))
    made = post_refund(client, paid["id"]).json()
    assert (made["state"], current(client, paid["id"])["state"]) == ("succeeded", "refunded")
    server.books.later()
    until(lambda: client.get(f"/v1/refunds/{made['id']}").json()["state"] == "failed")
    now = current(client, paid["id"])
    assert (now["state"], now["amount_refunded"]) == ("settled", 0)
    asked = len(server.requests)
    until(lambda: len(server.requests) > asked + 8)
    assert event_types(client).count("refund.failed") == 1


def test_a_charge_without_an_answer_is_finished_by_a_repeat(
    client: TestClient, server: StripeServer, wallet: Wallet
) -> None:
    assert isinstance(wallet.processor, StripeProcessor)
    leave_where_it_hangs(wallet.processor, server)
    profile, key = save(client, card()), new_key()
    server.faults.append(Fault("confirm", "timeout"))
    first = post_charge(client, profile, key)
    assert first.status_code in (201, 502)
    again = post_charge(client, profile, key)
    assert (again.status_code, again.json()["state"]) == (201, "approved")
    assert server.books.moved == 1


def test_a_refused_refund_fails_and_its_amount_is_free_again(
    client: TestClient, server: StripeServer
) -> None:
    paid = charge(client, save(client, card()))
    (intent,) = server.books.intents.values()
    intent["amount_received"] = 0  # given back in Stripe's dashboard
    key = new_key()
    refused = post_refund(client, paid["id"], key, amount=500)
    assert (refused.status_code, refused.json()["state"]) == (201, "failed")
    assert post_refund(client, paid["id"], key, amount=500).json() == refused.json()
    assert current(client, paid["id"])["amount_refunded"] == 0
    intent["amount_received"] = intent["amount"]
    assert post_refund(client, paid["id"]).json()["state"] == "succeeded"
    assert current(client, paid["id"])["state"] == "refunded"
    assert "refund.failed" in event_types(client)


def test_the_sandbox_is_not_there(client: TestClient) -> None:
    assert (
        client.post("/v1/sandbox/advance", json={"business_date": "2026-01-06"}).status_code == 404
    )


def test_no_number_of_a_card_is_written_by_the_processor(
    client: TestClient, server: StripeServer, tmp_path: Path, database_url: str
) -> None:
    charge(client, save(client, card()))
    if database_url.startswith("sqlite"):
        for path in tmp_path.glob("test.sqlite*"):
            assert b"4242424242424242" not in path.read_bytes()


LIVE = "sk_live_" + "x" * 24


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (
            {"wallet_stripe_key": ""},
            "WALLET_STRIPE_KEY is not set; WALLET_PROCESSOR=stripe needs it.",
        ),
        ({"wallet_stripe_key": "pk_test_" + "x" * 24}, "WALLET_STRIPE_KEY is not a secret"),
        ({"wallet_stripe_key": LIVE}, "WALLET_STRIPE_KEY is a live key"),
        ({"wallet_stripe_url": "http://stripe.example"}, "WALLET_STRIPE_URL is not https"),
    ],
)
def test_what_is_missing_or_dangerous_refuses_in_one_sentence(
    tmp_path: Path, changed: dict[str, str], says: str
) -> None:
    given = {"wallet_processor": "stripe", "wallet_stripe_key": KEY, **changed}
    with pytest.raises(SettingsRefused, match=says) as refused:
        load_settings(portal_demo=True, portal_data_dir=tmp_path, **given)
    assert LIVE not in str(refused.value)


def test_without_the_library_it_refuses_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.settings.find_spec", lambda _name: None)
    with pytest.raises(SettingsRefused, match="needs the package `stripe`"):
        load_settings(
            portal_demo=True,
            portal_data_dir=tmp_path,
            wallet_processor="stripe",
            wallet_stripe_key=KEY,
        )


@pytest.mark.parametrize(("key", "real"), [(KEY, False), (LIVE, True)])
def test_only_a_live_key_moves_real_money(settings: WalletSettings, key: str, real: bool) -> None:
    changed = settings.model_copy(update={"wallet_stripe_key": type(settings.wallet_api_key)(key)})
    assert changed.moves_real_money is real
