"""The real portal, wallet and worker on free ports with a data folder of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[3]
READY_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served_portal(data_dir: Path) -> Iterator[str]:
    """Seeded demo data; yields the base address."""
    portal, wallet = free_port(), free_port()
    address = f"http://localhost:{portal}"
    env = {
        **os.environ,
        "PORTAL_DEMO": "1",
        "PORTAL_DATA_DIR": str(data_dir),
        "PORTAL_PORT": str(portal),
        "WALLET_PORT": str(wallet),
        "PORTAL_BASE_URL": address,
        "WALLET_BASE_URL": f"http://127.0.0.1:{wallet}",
        "WALLET_URL": f"http://127.0.0.1:{wallet}",
    }
    command = [sys.executable, "-m", "portal_app.cli"]
    for step in ("build", "migrate", "seed-demo"):
        subprocess.run([*command, step], cwd=ROOT, env=env, check=True, capture_output=True)
    with (data_dir / "run.log").open("w") as log:
        process = subprocess.Popen([*command, "run"], cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        _wait_until_ready(f"{address}/login/", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
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
