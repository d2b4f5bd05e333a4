"""Payments under hundreds of mishaps: afterwards one charge and one posting per intent.

`SOAK_SEED` replays a run's choices (not the scheduler's), `SOAK_ROUNDS` is how many there are on
each database.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.payments import PaymentState
from services.payments.events import pull
from services.payments.reconcile import reconcile_due
from tests.soak.auditor import Auditor
from tests.soak.mishaps import Soak
from tests.support.faulty_wallet import SENT, UNSENT, faulty_line
from tests.support.paying import later, wallet_server
from tests.wallet.support.server import WalletServer

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "250"))
BATCH = 25
HOUR = 3600


@pytest.fixture
def wallet(tmp_path: Path) -> Iterator[WalletServer]:
    with wallet_server(tmp_path / "wallet", WALLET_SANDBOX_TIMEOUT_SECONDS="1") as server:
        yield server


@pytest.fixture
def soak(portal_db: Engine, wallet: WalletServer, tmp_path: Path, seed: str) -> Iterator[Soak]:
    auditor = Auditor(tmp_path / "wallet" / "wallet.sqlite")
    with faulty_line(lambda: str(wallet.client.base_url).rstrip("/")) as line:
        yield Soak.begin(seed, auditor, wallet, line)


def reconcile(soak: Soak) -> None:
    """Two workers at once, first on a bad line, then on a good one, until nothing is unknown."""
    hours = 0

    def times() -> datetime:
        return later(hours * HOUR)

    for fault in (soak.random.choice([*UNSENT, *SENT]), ""):
        for _ in range(100):
            hours += 1
            with ThreadPoolExecutor(2) as pool:
                [*pool.map(lambda _, f=fault: reconcile_due(soak.gateway(f), times()), range(2))]
            left = [one for one in soak.loan.payments() if one.state is PaymentState.PROCESSING]
            if not left or fault:
                break
        else:
            raise AssertionError(f"never reconciled: {left}")
    pull(soak.gateway())


def run(soak: Soak, rounds: int) -> Counter[str]:
    done: Counter[str] = Counter()
    for number in range(1, rounds + 1):
        done[soak.round()] += 1
        if number % BATCH == 0 or number == rounds:
            reconcile(soak)
            soak.auditor.verify()
    return done


@pytest.mark.soak
def test_every_intent_is_charged_once_and_posted_once(
    soak: Soak, portal_db: Engine, seed: str, report: list[str]
) -> None:
    report.append(f"soak on {portal_db.dialect.name}: SOAK_SEED={seed}")
    began = time.monotonic()
    done = run(soak, ROUNDS)
    took = time.monotonic() - began
    report.append(f"  {ROUNDS} rounds in {took:.0f} s, {soak.auditor.charged} charges")
    report.append("  " + ", ".join(f"{kind} {times}" for kind, times in done.most_common()))


@pytest.mark.parametrize("seed", ["a few"])
def test_a_few_rounds(soak: Soak) -> None:
    run(soak, 12)
