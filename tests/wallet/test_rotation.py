"""New keys while the wallet runs: every number opens before, during and after."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from tests.wallet.support.requests import bank, card, charge, new_key, post_charge, save
from tests.wallet.support.server import ROOT, WalletServer
from tests.wallet.support.swipes import authorize, issue
from wallet.http.app import create_app
from wallet.keys import new_key as new_encryption_key
from wallet.rotation import rotate
from wallet.service import Wallet, make_wallet
from wallet.settings import WalletSettings
from wallet.vault import KeyRefused, Vault

OLD, NEW = new_encryption_key(), new_encryption_key()
KEY = "WALLET_ENCRYPTION_KEY"


class Rotating:
    """A wallet's process that is started with one set of keys after another."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self._folder, self._url = folder, database_url
        self.server = WalletServer(folder, database_url)

    def start(self, *keys: str) -> httpx.Client:
        self.server = WalletServer(self._folder, self._url, **{KEY: ",".join(keys)})
        self.server.start()
        return self.server.client

    def command(self, *arguments: str, keys: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        """`python -m wallet …`, with the same settings."""
        settings = {
            "PORTAL_DEMO": "1",
            "PORTAL_DATA_DIR": str(self._folder),
            "WALLET_DATABASE_URL": self._url,
            "WALLET_PORT": "0",
            "PYTHONPATH": str(ROOT),
            KEY: ",".join(keys),
        }
        command = [sys.executable, "-m", "wallet", *arguments]
        return subprocess.run(
            command, cwd=self._folder, env=settings, capture_output=True, text=True, timeout=240
        )


@pytest.fixture
def rotating(tmp_path: Path, database_url: str) -> Iterator[Rotating]:
    made = Rotating(tmp_path, database_url)
    yield made
    made.server.kill()


def test_keys_are_rotated_by_command_while_charges_and_saves_go_on(rotating: Rotating) -> None:
    client = rotating.start(OLD)
    profiles = [save(client, card()) for _ in range(8)] + [save(client, bank())]
    issued = issue(client)["id"]
    assert rotating.server.stop() in (0, -15)
    client = rotating.start(NEW, OLD)

    done = threading.Event()
    answers: list[httpx.Response] = []

    def keep_charging(profile: str) -> None:
        while not done.is_set():
            answers.append(post_charge(client, profile, new_key()))

    def keep_saving() -> None:
        while not done.is_set():
            profiles.append(save(client, card()))

    with ThreadPoolExecutor(4) as pool:
        busy = [pool.submit(keep_charging, profile) for profile in profiles[:3]]
        busy.append(pool.submit(keep_saving))
        told = rotating.command("rotate-keys", keys=(NEW, OLD))
        done.set()
        for one in busy:
            one.result()
    assert (told.returncode, told.stdout) == (0, "wallet: 10 numbers sealed with the new key\n")
    assert len(answers) > 3
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["state"] for answer in answers} == {"approved"}

    assert rotating.server.stop() in (0, -15)
    client = rotating.start(NEW)
    for profile in profiles:
        assert charge(client, profile)["state"] in {"approved", "pending"}
    assert authorize(client, issued)["state"] == "authorized"
    assert "failure" not in rotating.server.log


def test_a_key_that_is_still_needed_is_not_taken_out(rotating: Rotating) -> None:
    """The running wallet was given the new key last: it seals on with the old one."""
    client = rotating.start(OLD, NEW)
    before = save(client, card())
    assert rotating.command("rotate-keys", keys=(NEW, OLD)).returncode == 0
    late = save(client, card("5555555555554444"))
    assert rotating.server.stop() in (0, -15)
    for command in ((), ("rotate-keys",)):
        refused = rotating.command(*command, keys=(NEW,))
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
        assert "lacks a key that 1 of this database's numbers are sealed with" in refused.stderr
    assert rotating.command("rotate-keys", keys=(NEW, OLD)).returncode == 0
    client = rotating.start(NEW)
    assert [charge(client, one)["state"] for one in (before, late)] == ["approved"] * 2


def test_a_repeat_during_the_rotation_is_a_repeat(
    client: TestClient, settings: WalletSettings, wallet: Wallet
) -> None:
    headers = {"Idempotency-Key": new_key()}
    first = client.post("/v1/payment-profiles", json=card(), headers=headers)
    both = replace(wallet, vault=Vault([NEW, *settings.encryption_keys]))
    rotate(both)
    key = settings.wallet_api_key.get_secret_value()
    with TestClient(create_app(settings, both), headers={"Authorization": f"Bearer {key}"}) as now:
        again = now.post("/v1/payment-profiles", json=card(), headers=headers)
        other = now.post("/v1/payment-profiles", json=bank(), headers=headers)
    assert (again.status_code, again.content) == (201, first.content)
    assert other.json()["code"] == "idempotency-key-reused"


def test_the_refusal_changes_nothing(settings: WalletSettings, wallet: Wallet) -> None:
    def keys(*given: str) -> WalletSettings:
        return settings.model_copy(update={KEY.lower(): SecretStr(",".join(given))})

    with pytest.raises(KeyRefused, match="is not the key that this database was sealed with"):
        make_wallet(keys(NEW))
    make_wallet(settings).database.close()


def test_an_unknown_command_serves_nothing(tmp_path: Path) -> None:
    told = Rotating(tmp_path, f"sqlite:///{tmp_path / 'w.sqlite'}").command("rotate", keys=(NEW,))
    assert (told.returncode, told.stderr.startswith("wallet: the only command is")) == (2, True)
    assert not (tmp_path / "w.sqlite").exists()
