"""The wallet's door: only what is signed, recent and small gets in, and it is looked up."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.payments import PaymentState
from portal_app import routes
from portal_app.http.wallet_events import LARGEST_BODY, ROUTES, is_signed
from portal_app.settings import get_settings
from services.payments import gateways
from tests.support.paying import gateway_to, make_loan, wallet_server
from tests.support.portal import engine_url, portal_db
from tests.wallet.support.requests import card
from tests.wallet.support.server import WalletServer

__all__ = ["engine_url", "portal_db"]


def signature(body: bytes, secret: str, at: float) -> str:
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalletServer]:
    with wallet_server(tmp_path_factory.mktemp("wallet")) as server:
        yield server


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def post(client: TestClient, body: bytes, header: str | None = None) -> int:
    secret = get_settings().event_secrets()[0]
    given = header if header is not None else signature(body, secret, time.time())
    headers = {"Wallet-Signature": given}
    return client.post(routes.WALLET_EVENTS, content=body, headers=headers).status_code


def test_a_settled_charge_is_looked_up_and_noted_once(
    client: TestClient, wallet: WalletServer
) -> None:
    loan, gateway = make_loan(), gateway_to(wallet)
    gateways.use(gateway)
    key = loan.key()
    loan.pay(gateway, loan.card(wallet, card()), key)
    data = {"idempotency_key": key, "state": "settled"}
    lie = json.dumps({"id": "evt_1", "type": "charge.settled", "data": data}).encode()
    assert post(client, lie) == 204
    assert loan.payments()[0].state is PaymentState.APPROVED
    gateway.advance(loan.payments()[0].effective_on.replace(day=20))
    assert post(client, lie) == 204
    assert loan.payments()[0].state is PaymentState.APPROVED
    assert post(client, lie.replace(b"evt_1", b"evt_2")) == 204
    assert loan.payments()[0].state is PaymentState.SETTLED


def test_what_is_not_a_signed_event_is_refused(client: TestClient) -> None:
    body = b'{"id":"evt_1","type":"charge.settled","data":{"idempotency_key":"k"}}'
    secret = get_settings().event_secrets()[0]
    assert post(client, body, "") == 401
    assert post(client, body, signature(body, "other", time.time())) == 401
    assert post(client, body, signature(body, secret, time.time() - 301)) == 401
    assert post(client, body + b" ", signature(body, secret, time.time())) == 401
    assert post(client, b"[]") == 400
    assert post(client, b"\xff") == 400
    assert post(client, b"x" * (LARGEST_BODY + 1)) == 413


def test_any_of_several_secrets_will_do() -> None:
    body, now = b"{}", 1_000_000.0
    header = signature(body, "old", now)
    assert is_signed(header, body, ["new", "old"], now)
    assert is_signed(f"{header},v1=0000", body, ["old"], now + 299)
    assert not is_signed(header.replace("t=", "t=1,t="), body, ["old"], now)
    assert not is_signed("t=é,v1=é", body, ["old"], now)
