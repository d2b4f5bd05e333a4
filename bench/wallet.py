"""The wallet: a charge against an empty request, growing vaults, the first paint of its frame."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Page
from sqlalchemy import insert

from bench.browser import browser
from bench.kept import ROOT, kept_folder
from bench.result import Result, time_ratio
from bench.wallet_server import FRAME
from tests.e2e.support.portal import wait_until_ready
from tests.support.ports import free_port
from tests.wallet.support.receiver import Receiver
from wallet import charges, events, profiles
from wallet.column_types import utc_now
from wallet.schemas import CardIn, ChargeIn
from wallet.service import Wallet, make_wallet
from wallet.settings import load_settings
from wallet.tables import PaymentProfile, ProfileStatus

GOAL = "wallet"
SMALL, LARGE, PAINTS = 100, 100_000, 9
VISA = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2031, "holder": "B R"}
GROWN = (
    f"{LARGE:,} payment profiles over {SMALL}, in turns, SQLite, a durable commit where one is:"
    " {}. Median of 15 rounds"
)
_keys = count()
PAINT = """() => new Promise((done) => new PerformanceObserver((list, seen) => {
  for (const entry of list.getEntriesByName("first-contentful-paint")) {
    seen.disconnect();
    done(entry.startTime);
  }
}).observe({type: "paint", buffered: true}))"""


def run() -> list[Result]:
    with _served() as (address, key):
        results = [_charge(address, key), _paint(address)]
    return [*results, *_grown()]


def _charge(address: str, key: str) -> Result:
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=address, headers=headers, trust_env=False) as client:
        saved = client.post("/v1/payment-profiles", json={"kind": "card", **VISA})
        body = {"payment_profile": saved.json()["id"], "amount": 100, "currency": "USD"}

        def charge() -> None:
            key = {"Idempotency-Key": f"bench-{next(_keys)}"}
            assert client.post("/v1/charges", json=body, headers=key).status_code == 201

        def empty() -> None:
            assert client.post("/v1/empty", json=body).status_code == 200

        ratio = time_ratio(charge, empty, calls=20)
    how = (
        "over HTTP, one process, SQLite; an empty authenticated POST. Median of 15 rounds in turns"
    )
    return Result(GOAL, "a charge through the sandbox", ratio, 3, how)


def _paint(address: str) -> Result:
    with browser(address) as context:
        page = context.new_page()
        for path in (FRAME, "/static"):
            _painted(page, path)
        pairs = [(_painted(page, FRAME), _painted(page, "/static")) for _ in range(PAINTS)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    times = [median(side) for side in zip(*pairs, strict=True)]
    how = f"the same page without its scripts; {times[0]:.0f} ms over {times[1]:.0f} ms,"
    return Result(GOAL, "first paint of the frame", ratio, 1.3, f"{how} {PAINTS} rounds in turns")


def _painted(page: Page, path: str) -> float:
    page.goto(path)
    return page.evaluate(PAINT)


def _grown() -> Iterator[Result]:
    small, large = _vault(SMALL), _vault(LARGE)
    with asyncio.Runner() as runner:
        asked: dict[str, Callable[[Wallet], object]] = {
            "read a profile": lambda vault: profiles.get(vault, "pp_42"),
            "read events": lambda vault: events.after(vault.database, 0, 50),
            "look for the same number": _same,
            "charge": lambda vault: runner.run(_pay(vault)),
        }
        for name, ask in asked.items():
            ratio = time_ratio(partial(ask, large), partial(ask, small), calls=20)
            yield Result("P12", f"wallet, {name}", ratio, 1.3, GROWN.format("a customer has two"))
    for vault in (small, large):
        vault.database.close()


def _pay(vault: Wallet) -> Coroutine[Any, Any, object]:
    given = ChargeIn(payment_profile="pp_42", amount=100, currency="USD")
    return charges.submit(vault, given, f"bench-{os.getpid()}-{next(_keys)}")


def _same(vault: Wallet) -> None:
    """As when a number is saved: nothing is, since the customer has it."""
    given = CardIn.model_validate({"kind": "card", **VISA})
    profile = profiles.sealed(vault.vault, given, "customer-21", ProfileStatus.VERIFIED)
    with vault.database.write() as session:
        try:
            profiles.add(session, vault.vault, profile)
        except profiles.ProfileExists:
            return
    raise AssertionError("the number was not found")


def _vault(size: int) -> Wallet:
    folder = kept_folder("wallet", str(size), ROOT / "wallet" / "migrations", partial(_fill, size))
    return _open(folder)


def _open(folder: Path) -> Wallet:
    url = f"sqlite:///{folder / 'wallet.sqlite'}"
    settings = load_settings(portal_demo=True, portal_data_dir=folder, wallet_database_url=url)
    return make_wallet(settings)


def _fill(size: int, folder: Path) -> None:
    """Two to a customer, each sealed as it would be."""
    vault = _open(folder)
    given = CardIn.model_validate({"kind": "card", **VISA})
    numbers = iter(range(size))
    while batch := list(islice(numbers, 2_000)):
        rows = []
        for n in batch:
            row = profiles.sealed(vault.vault, given, f"customer-{n // 2}", ProfileStatus.VERIFIED)
            row.id = f"pp_{n}"
            row.sealed = vault.vault.seal(
                b'{"number":"4242424242424242","holder":"B R","zip":null}', profiles.place_of(row)
            )
            rows.append({**row.model_dump(), "created_at": utc_now()})
        with vault.database.write() as session:
            session.connection().execute(insert(PaymentProfile), rows)
    vault.database.close()


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="wallet-bench-") as folder, Receiver() as portal:
        address = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "PORTAL_DEMO": "1",
            "PORTAL_DATA_DIR": folder,
            "WALLET_BASE_URL": address,
            "WALLET_EVENT_URL": portal.url,
        }
        command = [sys.executable, "-m", "bench.wallet_server", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            wait_until_ready(f"{address}/healthz", process)
            yield address, (Path(folder) / "keys" / "wallet_api_key").read_text().strip()
        finally:
            process.terminate()
            process.wait(15)
