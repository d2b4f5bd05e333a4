"""`portal seed-demo`."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click
import httpx

from portal_app.commands.migrate import migrated
from portal_app.commands.ports import free_port
from portal_app.commands.refusal import Refused
from portal_app.demo_logins import PASSWORD
from portal_app.settings import Settings, get_settings
from portal_app.toolchain import HOME
from services import demo

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


@click.command("seed-demo")
def seed_demo() -> None:
    """Fill an empty database with the demo's people; says and does nothing when it is filled."""
    settings = get_settings()
    if not settings.portal_demo:
        raise Refused("seed-demo makes people with public passwords: it needs PORTAL_DEMO=1.")
    migrated()
    if demo.is_seeded():
        return
    with _wallet(settings) as client:
        demo.seed(partial(_ask, client), PASSWORD)
    click.echo("demo data is there")


def _ask(client: httpx.Client, address: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(address, json=body, headers={"Idempotency-Key": key})
    if answer.status_code != httpx.codes.CREATED:
        raise Refused(f"the wallet refused what the demo needs (status {answer.status_code}).")
    return answer.json()


@contextmanager
def _wallet(settings: Settings) -> Iterator[httpx.Client]:
    """The wallet on a free port with the same data, for as long as the block lasts."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "wallet"],
        cwd=HOME,
        env={
            **os.environ,
            "WALLET_BIND": "127.0.0.1",
            "WALLET_PORT": str(port),
            "WALLET_EVENT_URL": f"http://127.0.0.1:{settings.portal_port}/webhooks/wallet",
            "PORTAL_DATA_DIR": str(settings.data_dir),
            "PORTAL_DEMO": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
    )
    try:
        headers = {"Authorization": f"Bearer {settings.api_key()}"}
        base_url = f"http://127.0.0.1:{port}"
        with httpx.Client(
            base_url=base_url, headers=headers, timeout=30, trust_env=False
        ) as client:
            _await_wallet(client, process)
            yield client
    finally:
        _stop(process)


def _await_wallet(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if client.get("/healthz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise Refused("the wallet did not start, so the demo has no payment methods.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
