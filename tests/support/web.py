"""The web process (`portal_app.serve`) on a free port, with the built frontend."""

import http.client
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from portal_app.toolchain import ROOT, environment
from services.sessions import cookie_name
from tests.support.ports import free_port

PATIENCE_SECONDS = 120


class Web:
    """`port`, `base` (its address), `log` (what it has printed so far)."""

    def __init__(self, data_dir: Path, *options: str, **settings: str) -> None:
        self.port = free_port()
        self.base = f"http://localhost:{self.port}"
        self.data_dir = data_dir
        self.env = {
            **environment(),
            "PORTAL_PORT": str(self.port),
            "PORTAL_BASE_URL": self.base,
            "PORTAL_DATA_DIR": str(data_dir),
            "PORTAL_DEMO": "1",
            **settings,
        }
        self._log = data_dir / "web.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal_app.serve", "--port", str(self.port), *options],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        return self._log.read_text()

    def cookie(self, token: str) -> str:
        """The Cookie header of a session."""
        return f"{cookie_name().rpartition('-')[0]}-{self.port}={token}"

    def request(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Waits until the process listens. Names of headers are written with `_`."""
        named = {"Host": f"localhost:{self.port}"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=PATIENCE_SECONDS
            )
            try:
                connection.request(method, path, body, named)
                response = connection.getresponse()
                return response, response.read()
            except ConnectionError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                select.select([], [], [], 0.05)

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        return self.request("GET", path, **headers)

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
