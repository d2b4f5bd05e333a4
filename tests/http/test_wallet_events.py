"""The wallet's door: only what is signed, recent and small gets in, and it is looked up."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.payments import PaymentState
from portal_app import routes
from portal_app.http.wallet_events import LARGEST_BODY, ROUTES, is_signed
from portal_app.settings import get_settings
from services.payments import gateways
from services.payments.wallet_gateway import WalletGateway
from tests.support.paying import Loan, gateway_to, make_loan, wallet_server
from tests.support.portal import engine_url, lock_wait_ms, portal_db
from tests.wallet.support.requests import card
from tests.wallet.support.server import WalletServer
from wallet.signing import sign

__all__ = ["engine_url", "lock_wait_ms", "portal_db"]


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


def paid(wallet: WalletServer) -> tuple[Loan, WalletGateway, str]:
    """A loan with one approved charge, whose events nobody has told of yet; its key."""
    loan, gateway = make_loan(), gateway_to(wallet)
    gateways.use(gateway)
    key = loan.key()
    loan.pay(gateway, loan.card(wallet, card()), key)
    return loan, gateway, key


def test_a_settled_charge_is_looked_up_and_noted_once(
    client: TestClient, wallet: WalletServer
) -> None:
    loan, gateway, key = paid(wallet)
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


def test_events_out_of_order_and_at_once_end_in_what_the_wallet_knows(
    client: TestClient, wallet: WalletServer
) -> None:
    """The first of a charge's events comes last, the last one four times at the same time."""
    loan, gateway, key = paid(wallet)
    gateway.advance(loan.payments()[0].effective_on.replace(day=20))

    def told(identity: str, state: str) -> int:
        data = {"idempotency_key": key, "state": state}
        event = {"id": identity, "type": f"charge.{state}", "data": data}
        return post(client, json.dumps(event).encode())

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(told, ["evt_9"] * 4, ["settled"] * 4))
    assert set(answers) <= {204, 503}
    assert 204 in answers
    assert loan.payments()[0].state is PaymentState.SETTLED
    assert told("evt_8", "approved") == 204
    assert told("evt_7", "pending") == 204
    assert loan.payments()[0].state is PaymentState.SETTLED


def test_while_the_secret_rotates_each_side_may_be_first(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wallet signs with both; the portal takes either, then the new one alone."""
    old, new = "o" * 40, "n" * 40
    event = {"id": "evt_r", "type": "charge.settled", "data": {"idempotency_key": "not-ours"}}
    body, now = json.dumps(event).encode(), int(time.time())
    signed = {
        "old": sign([old.encode()], now, body),
        "both": sign([new.encode(), old.encode()], now, body),
        "new": sign([new.encode()], now, body),
    }
    for known, taken in (
        (old, {"old", "both"}),
        (f"{new},{old}", {"old", "both", "new"}),
        (new, {"both", "new"}),
    ):
        monkeypatch.setenv("WALLET_EVENT_SECRET", known)
        get_settings.cache_clear()
        accepted = {name for name, header in signed.items() if post(client, body, header) == 204}
        assert accepted == taken
    get_settings.cache_clear()
