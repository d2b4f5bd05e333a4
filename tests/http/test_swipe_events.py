"""Swipes at a real wallet, told of by its events."""

import json
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.payments import WalletEvent
from models.swipes import Swipe, SwipeState
from portal_app import routes
from portal_app.http.wallet_events import ROUTES
from portal_app.settings import get_settings
from services.database import reading
from services.payments import gateways
from services.payments.events import pull
from services.payments.gateway import OutcomeUnknown
from services.payments.wallet_gateway import WalletGateway
from services.swipes.result import SwipeResult
from tests.http.test_wallet_events import signature
from tests.support.card_account import CardAccount, new_card_account
from tests.support.paying import gateway_to, odd_wallet, wallet_server
from tests.wallet.support.server import WalletServer
from tests.wallet.support.swipes import authorize, clear, issue, reverse


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalletServer]:
    with wallet_server(tmp_path_factory.mktemp("wallet")) as server:
        yield server


@pytest.fixture
def client(portal_db: Engine, wallet: WalletServer) -> TestClient:
    gateways.use(gateway_to(wallet))
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def account(client: TestClient, wallet: WalletServer) -> CardAccount:
    return new_card_account(issue(wallet.client)["id"])


def tell(client: TestClient, event: str, swipe: str, kind: str = "swipe.cleared") -> int:
    data = {"swipe_id": swipe, "state": "cleared", "amount": 1}
    body = json.dumps({"id": event, "type": kind, "data": data}).encode()
    secret = get_settings().event_secrets()[0]
    headers = {"Wallet-Signature": signature(body, secret, time.time())}
    return client.post(routes.WALLET_EVENTS, content=body, headers=headers).status_code


def swipes() -> list[Swipe]:
    with reading() as session:
        return list(session.exec(select(Swipe)).all())


def test_an_event_is_not_believed_but_looked_up(
    client: TestClient, wallet: WalletServer, account: CardAccount
) -> None:
    swipe = authorize(wallet.client, account.card, amount=45_00)["id"]
    assert tell(client, "evt_a", swipe) == 204
    assert [(one.state, one.amount) for one in swipes()] == [(SwipeState.PENDING, 45_00)]
    clear(wallet.client, swipe)
    assert tell(client, "evt_a", swipe) == 204
    assert swipes()[0].state is SwipeState.PENDING
    assert tell(client, "evt_b", swipe, "swipe.authorized") == 204
    assert swipes()[0].state is SwipeState.POSTED
    reverse(wallet.client, swipe)
    assert tell(client, "evt_c", swipe, "swipe.reversed") == 204
    assert swipes()[0].state is SwipeState.REVERSED
    assert [entry.after_principal for entry in account.entries()] == [45_00, 0]


def test_what_the_wallet_does_not_know_comes_again(
    client: TestClient, account: CardAccount
) -> None:
    assert tell(client, "evt_d", "sw_made_up") == 503
    assert tell(client, "evt_e", "../charges") == 503
    assert swipes() == []
    with reading() as session:
        assert session.exec(select(WalletEvent)).all() == []


def test_a_forged_event_or_one_that_names_nothing_is_refused(
    client: TestClient, wallet: WalletServer, account: CardAccount
) -> None:
    swipe = authorize(wallet.client, account.card)["id"]
    body = json.dumps(
        {"id": "evt_f", "type": "swipe.cleared", "data": {"swipe_id": swipe}}
    ).encode()
    forged = {"Wallet-Signature": signature(body, "not the secret", time.time())}
    assert client.post(routes.WALLET_EVENTS, content=body, headers=forged).status_code == 401
    assert tell(client, "evt_g", 7) == 400  # pyright: ignore[reportArgumentType]
    assert swipes() == []


def test_what_was_not_delivered_is_pulled_once(wallet: WalletServer, account: CardAccount) -> None:
    gateway: WalletGateway = gateway_to(wallet)
    swipe = authorize(wallet.client, account.card, kind="cash_advance", amount=100_00)["id"]
    clear(wallet.client, swipe)
    assert pull(gateway) >= 2
    assert pull(gateway) == 0
    (one,) = [found for found in swipes() if found.wallet_id == swipe]
    assert one.state is SwipeState.POSTED
    assert [entry.amount for entry in account.entries()] == [100_00, 10_00]


def test_a_swipe_of_a_card_that_no_account_has_is_noted_and_left(
    client: TestClient, wallet: WalletServer, account: CardAccount
) -> None:
    other = issue(wallet.client)["id"]
    swipe = authorize(wallet.client, other)["id"]
    assert tell(client, "evt_h", swipe) == 204
    assert swipes() == []


def _answered(status: int, **changes: object) -> SwipeResult | None:
    whole = {
        "id": "sw_1",
        "card": "card_1",
        "kind": "purchase",
        "state": "cleared",
        "amount": 100,
        "merchant": "Shop",
        "category": "other",
        "authorized_on": "2026-01-05",
        "cleared_on": "2026-01-06",
        "created_at": "2026-01-05T14:03:11.120000Z",
    }
    with odd_wallet(status, json.dumps({**whole, **changes}).encode()) as url:
        return WalletGateway(url, "key", 2).find_swipe("sw_1")


def test_a_whole_answer_is_a_swipe_and_a_plain_no_is_none() -> None:
    found = _answered(200)
    assert found is not None
    assert (found.amount, found.has_cleared) == (100, True)
    assert _answered(404, code="swipe-not-found") is None


@pytest.mark.parametrize(
    ("status", "wrong"),
    [
        (200, {"id": "sw_2"}),
        (200, {"amount": -1}),
        (200, {"amount": True}),
        (200, {"amount": "100"}),
        (200, {"state": "lost"}),
        (200, {"kind": "refund"}),
        (200, {"created_at": "2026-01-05T14:03:11"}),
        (200, {"merchant": "x" * 81}),
        (404, {"code": "not-found"}),
        (500, {}),
    ],
)
def test_an_odd_answer_says_nothing(status: int, wrong: dict[str, object]) -> None:
    with pytest.raises(OutcomeUnknown):
        _answered(status, **wrong)
