"""`python -m wallet` as a real process, to race against and to kill."""

import os
import subprocess
import sys
from pathlib import Path

import httpx

from tests.support.ports import free_port
from tests.wallet.support.waiting import until

ROOT = Path(__file__).parents[3]


class WalletServer:
    """Start with `start`, end with `stop` or `kill`; start again on the same data."""

    def __init__(self, folder: Path, database_url: str, **settings: str) -> None:
        self._folder, self._log = folder, folder / "wallet.log"
        self._settings = {
            "PORTAL_DEMO": "1",
            "PORTAL_DATA_DIR": str(folder),
            "WALLET_DATABASE_URL": database_url,
            "WALLET_EVENT_URL": "http://127.0.0.1:9/none",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client()

    def start(self) -> None:
        port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = {**kept, **self._settings, "WALLET_PORT": str(port)}
        command = [sys.executable, "-m", "wallet"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=environment, cwd=self._folder, stdout=log, stderr=log
            )
        # no idle connections: after a pause the server ends them, and a request would meet that
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            timeout=120,
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        until(self._is_ready)
        key = (self._folder / "keys" / "wallet_api_key").read_text().strip()
        self.client.headers["Authorization"] = f"Bearer {key}"

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(60)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self.client.close()

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log
        try:
            return self.client.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False
