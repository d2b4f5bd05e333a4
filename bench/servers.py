"""The portal and its peers, each started when a benchmark first asks, all ended at the end."""

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from bench.peers import install
from tests.e2e.support.portal import demo_portal, wait_until_ready
from tests.support.ports import free_port

_open = ExitStack()
atexit.register(_open.close)


def folder() -> Path:
    """For this run only."""
    install.BENCH.mkdir(parents=True, exist_ok=True)
    return Path(_open.enter_context(tempfile.TemporaryDirectory(dir=install.BENCH)))


@cache
def portal() -> str:
    """Address of the production portal with the demo's data."""
    return _open.enter_context(demo_portal(folder()))


@cache
def nicegui() -> str:
    command = [str(install.peers_python()), str(install.PEERS / "nicegui_pages.py")]
    env = {"LEDGER": str(folder() / "ledger.sqlite3"), "PYTHONPATH": str(install.PEERS)}
    return _open.enter_context(_served(command, {**os.environ, **env}, "/login"))


@cache
def django() -> str:
    """gunicorn with threads, so that connections are kept alive."""
    python = install.peers_python()
    env = install.django_environment(install.django_data(python))
    command = [str(python), "-m", "gunicorn", "django_site.wsgi", "--threads", "4"]
    return _open.enter_context(_served([*command, "--bind", "127.0.0.1:{port}"], env, "/login/"))


@cache
def floor() -> str:
    """The smallest Reflex page, served as the portal is."""
    folder = install.floor()
    env = {
        **os.environ,
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "PYTHONPATH": str(folder),
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", "floor.floor:app"]
    options = ["--port", "{port}", "--log-level", "warning", "--no-access-log"]
    return _open.enter_context(_served([*command, *options], env, "/", folder))


@contextmanager
def _served(
    command: list[str], env: Mapping[str, str], path: str, cwd: Path = install.BENCH
) -> Iterator[str]:
    """`{port}` in the command is the port, which is in `PORT` of the environment as well."""
    port = str(free_port())
    command = [part.replace("{port}", port) for part in command]
    with (install.BENCH / "servers.log").open("a") as log:
        process = subprocess.Popen(
            command, cwd=cwd, env={**env, "PORT": port}, stdout=log, stderr=log
        )
    try:
        address = f"http://localhost:{port}"
        wait_until_ready(address + path, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
