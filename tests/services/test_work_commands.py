"""`portal worker` and `portal tick` as processes, and the wallet they need."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.payments import PaymentState
from tests.support.paying import Loan, gateway_to, make_loan, odd_wallet, wallet_server
from tests.support.portal import ROOT
from tests.wallet.support.requests import card
from tests.wallet.support.server import WalletServer
from tests.wallet.support.waiting import until

PORTAL = [sys.executable, "-m", "portal_app.cli"]


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[WalletServer]:
    """In the portal's data folder, whose keys it shares."""
    with wallet_server(tmp_path) as server:
        yield server


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan()


def surroundings(url: str) -> dict[str, str]:
    return {**os.environ, "WALLET_URL": url, "PORTAL_DEMO": "1"}


def tick(url: str, day: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PORTAL, "tick", "--as-of", day],
        cwd=ROOT,
        env=surroundings(url),
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_the_worker_finds_out_what_became_of_a_payment(loan: Loan, wallet: WalletServer) -> None:
    key, method = loan.key(), loan.card(wallet, card())
    with odd_wallet(500, b"") as url:
        odd = gateway_to(wallet)
        odd._base_url = url
        assert loan.pay(odd, method, key).being_checked
    running = subprocess.Popen(
        [*PORTAL, "worker"], cwd=ROOT, env=surroundings(str(wallet.client.base_url).rstrip("/"))
    )
    try:
        until(lambda: loan.payments()[0].state is PaymentState.APPROVED)
    finally:
        running.send_signal(signal.SIGTERM)
        status = running.wait(60)
    assert status == 0
    assert len(loan.entries()) == 1


def test_a_tick_settles_and_assesses_and_never_goes_back(loan: Loan, wallet: WalletServer) -> None:
    url = str(wallet.client.base_url).rstrip("/")
    loan.pay(gateway_to(wallet), loan.card(wallet, card()), amount=10_00)
    done = tick(url, "2026-02-12")
    assert done.returncode == 0, done.stderr
    assert "business date: 2026-02-12" in done.stdout
    assert "late fees assessed: 1" in done.stdout
    assert loan.payments()[0].state is PaymentState.SETTLED
    assert "late fees assessed: 0" in tick(url, "2026-02-12").stdout
    back = tick(url, "2026-02-11")
    assert back.returncode == 2
    assert "never moves back" in back.stderr


def test_a_tick_without_a_wallet_says_so(loan: Loan) -> None:
    done = tick("http://127.0.0.1:9", "2026-01-06")
    assert done.returncode == 0
    assert "does not answer" in done.stdout
