"""The real portal, wallet and worker on free ports with a data folder of their own."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from services.database import make_engine
from tests.e2e.support.cable import Cable
from tests.e2e.support.patience import PATIENCE_SECONDS
from tests.e2e.support.people import add_people_and_cards
from tests.support.ports import free_port

ROOT = Path(__file__).parents[3]
READY_SECONDS = 120.0
WALLET_SECONDS = PATIENCE_SECONDS
"""Of a wallet that is there and well, however slow the machine; `killing.py` has one that hangs."""


PORTAL = [sys.executable, "-m", "portal_app.cli"]


class PortalProcess:
    """`portal run` on ports of its own; starts again on the same ports and data."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        portal, wallet = free_port(), free_port()
        self.port = portal
        self.address = f"http://localhost:{portal}"
        self.wallet_address = f"http://127.0.0.1:{wallet}"
        self._log = data_dir / "run.log"
        self.env = {
            **os.environ,
            "PORTAL_DEMO": "1",
            "PORTAL_DATA_DIR": str(data_dir),
            "PORTAL_PORT": str(portal),
            "WALLET_PORT": str(wallet),
            "PORTAL_BASE_URL": self.address,
            "WALLET_BASE_URL": self.wallet_address,
            "WALLET_URL": self.wallet_address,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def behind(self, cable: Cable) -> None:
        """Browsers come through `cable`: its port is the portal's for them."""
        self.address = f"http://localhost:{cable.port}"
        self.env["PORTAL_BASE_URL"] = self.address

    def prepare(self) -> None:
        """Build, migrate, seed."""
        for step in ("build", "migrate", "seed-demo"):
            self.command(step)

    def command(self, *words: str) -> None:
        """A `portal` command beside it. Raises CalledProcessError."""
        subprocess.run([*PORTAL, *words], cwd=ROOT, env=self.env, check=True, capture_output=True)

    def start(self) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [*PORTAL, "run"], cwd=ROOT, env=self.env, stdout=log, stderr=log
            )
        wait_until_ready(f"{self.address}/login/", self._process)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=PATIENCE_SECONDS)

    def kill(self, module: str) -> None:
        """kill -9 the child that runs `module`: wallet, portal_app.serve or portal_app.cli."""
        assert self._process is not None
        os.kill(_child(self._process.pid, module), signal.SIGKILL)

    def ended(self) -> int:
        """Its status, once it has ended by itself."""
        assert self._process is not None
        return self._process.wait(timeout=PATIENCE_SECONDS)


def _child(parent: int, module: str) -> int:
    """By /proc: the supervisor's children are `python … child.py MODULE …`."""
    for number in Path(f"/proc/{parent}/task").glob("*/children"):
        for pid in number.read_text().split():
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if module.encode() in words:
                return int(pid)
    raise AssertionError(f"no child runs {module}")


@dataclass(frozen=True)
class Served:
    """`address` is what a browser opens; it reaches the portal through `cable`. `wallet_key` is the
    portal's at the wallet.
    """

    address: str
    cable: Cable
    data_dir: Path
    wallet_address: str
    wallet_key: str


@contextmanager
def served_portal(data_dir: Path, **settings: str) -> Iterator[Served]:
    """Demo data, and what else the tests need."""
    api_key = secrets.token_hex(24)
    portal = PortalProcess(
        data_dir,
        WALLET_API_KEY=api_key,
        WALLET_TIMEOUT_SECONDS=str(WALLET_SECONDS),
        **settings,
    )
    cable = Cable(portal.port)
    portal.behind(cable)
    portal.prepare()
    try:
        portal.start()
        database = settings.get("PORTAL_DATABASE_URL", f"sqlite:///{data_dir / 'portal.sqlite'}")
        _add_people_and_cards(database, portal.wallet_address, api_key)
        yield Served(portal.address, cable, data_dir, portal.wallet_address, api_key)
    finally:
        portal.stop()


@contextmanager
def demo_portal(data_dir: Path) -> Iterator[str]:
    """The demo's data and nothing else, nothing in between; yields the base address."""
    portal = PortalProcess(data_dir)
    portal.prepare()
    try:
        portal.start()
        yield portal.address
    finally:
        portal.stop()


def _add_people_and_cards(database: str, wallet: str, api_key: str) -> None:
    engine = make_engine(database)
    with wallet_client(wallet, api_key) as client:
        add_people_and_cards(engine, client)
    engine.dispose()


def wallet_client(wallet: str, api_key: str) -> httpx.Client:
    """Asks the wallet as the portal does."""
    headers = {"Authorization": f"Bearer {api_key}"}
    return httpx.Client(
        base_url=wallet,
        headers=headers,
        trust_env=False,
        timeout=PATIENCE_SECONDS,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "portal run ended"
        try:
            if httpx.get(address).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("portal run did not answer")
