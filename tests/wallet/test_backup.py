"""A wrong key is noticed at the start; a backup is the database and its key."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from tests.wallet.support.requests import MONDAY, bank, card, charge, new_key, save
from tests.wallet.support.server import ROOT, WalletServer
from tests.wallet.support.swipes import issue
from wallet.keys import new_key as new_encryption_key
from wallet.rotation import rotate
from wallet.service import Wallet, make_wallet
from wallet.settings import SettingsRefused, WalletSettings, load_settings
from wallet.tables import SealedCanary
from wallet.vault import KeyRefused

KEY_NAME = "wallet_encryption_key"


def with_keys(settings: WalletSettings, *keys: str) -> WalletSettings:
    return settings.model_copy(update={KEY_NAME: SecretStr(",".join(keys))})


@pytest.fixture
def sealed(settings: WalletSettings, wallet: Wallet) -> str:
    """The key of a wallet that has been started once."""
    return settings.encryption_keys[0]


def test_the_key_of_the_first_start_is_the_one_that_starts_it_again(
    settings: WalletSettings, sealed: str
) -> None:
    make_wallet(settings).database.close()
    with pytest.raises(KeyRefused, match="is not the key that this database was sealed with"):
        make_wallet(with_keys(settings, new_encryption_key()))
    make_wallet(settings).database.close()


def test_after_rotation_the_old_key_is_not_needed_and_alone_refuses(
    settings: WalletSettings, sealed: str
) -> None:
    fresh = new_encryption_key()
    both = make_wallet(with_keys(settings, fresh, sealed))
    assert rotate(both) == 0
    both.database.close()
    make_wallet(with_keys(settings, fresh)).database.close()
    with pytest.raises(KeyRefused):
        make_wallet(with_keys(settings, sealed))


def test_a_database_from_before_canaries_is_tried_by_one_of_its_numbers(
    settings: WalletSettings, wallet: Wallet, client: object
) -> None:
    from fastapi.testclient import TestClient

    assert isinstance(client, TestClient)
    issue(client)
    with wallet.database.write() as session:
        session.delete(session.exec(select(SealedCanary)).one())
    with pytest.raises(KeyRefused):
        make_wallet(with_keys(settings, new_encryption_key()))
    with wallet.database.read() as session:
        assert session.exec(select(SealedCanary)).first() is None
    make_wallet(settings).database.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WalletServer]:
    folder = tmp_path / "first"
    folder.mkdir()
    running = WalletServer(folder, f"sqlite:///{folder / 'wallet.sqlite'}")
    running.start()
    yield running
    running.client.close()


def test_a_restored_backup_charges_and_refuses_another_key(
    server: WalletServer, tmp_path: Path
) -> None:
    """As wallet/README.md says it: SQLite's own backup while it runs, and the folder of keys."""
    saved, account = save(server.client, card()), save(server.client, bank())
    second = tmp_path / "second"
    second.mkdir()
    source = sqlite3.connect(tmp_path / "first" / "wallet.sqlite")
    with sqlite3.connect(second / "wallet.sqlite") as copy:
        source.backup(copy)
    source.close()
    shutil.copytree(tmp_path / "first" / "keys", second / "keys")
    server.kill()
    restored = WalletServer(second, f"sqlite:///{second / 'wallet.sqlite'}")
    restored.start()
    assert charge(restored.client, saved, new_key())["state"] == "approved"
    assert charge(restored.client, account, business_date=MONDAY)["state"] == "pending"
    restored.stop()
    restored.client.close()
    (second / "keys" / KEY_NAME).write_text(new_encryption_key())
    ended = start(second)
    assert ended.returncode == 2
    assert ended.stderr.startswith("wallet: WALLET_ENCRYPTION_KEY is not the key that")
    assert ended.stderr.count("\n") == 1
    (second / "keys" / KEY_NAME).chmod(0o644)
    ended = start(second)
    assert (ended.returncode, "can be read by others" in ended.stderr) == (2, True)


def start(folder: Path) -> subprocess.CompletedProcess[str]:
    """`python -m wallet`, which is expected to refuse."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PORTAL_DEMO": "1",
        "PORTAL_DATA_DIR": str(folder),
        "WALLET_PORT": "0",
    }
    return subprocess.run(
        [sys.executable, "-m", "wallet"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_a_key_file_gives_the_keys_if_it_is_its_owners(tmp_path: Path) -> None:
    path, old, new = tmp_path / "key", new_encryption_key(), new_encryption_key()
    path.write_text(f"{new}\n{old}\n")
    path.chmod(0o600)
    given = {"wallet_api_key": "a" * 40, "wallet_event_secret": "b" * 40}
    assert load_settings(**given, wallet_encryption_key_file=path).encryption_keys == [new, old]
    with pytest.raises(SettingsRefused, match="not both"):
        load_settings(**given, wallet_encryption_key_file=path, wallet_encryption_key=old)
    path.chmod(0o640)
    with pytest.raises(SettingsRefused, match="can be read by others"):
        load_settings(**given, wallet_encryption_key_file=path)
    with pytest.raises(SettingsRefused, match="WALLET_ENCRYPTION_KEY_FILE cannot be used"):
        load_settings(**given, wallet_encryption_key_file=tmp_path / "none")
