"""A wallet in this process, on each database, with the portal's key in every request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.support.postgres import database_url, postgres_cluster, postgres_url
from tests.wallet.support.receiver import Receiver
from wallet.http.app import create_app
from wallet.service import Wallet, make_wallet
from wallet.settings import WalletSettings, load_settings

__all__ = ["database_url", "postgres_cluster", "postgres_url"]


@pytest.fixture(autouse=True)
def _no_outside_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the shell's variables nor a `.env` of the checkout reach a test."""
    for name in WalletSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, database_url: str, receiver: Receiver) -> WalletSettings:
    return load_settings(
        portal_demo=True,
        portal_data_dir=tmp_path,
        wallet_database_url=database_url,
        wallet_event_url=receiver.url,
        wallet_sandbox_timeout_seconds=0,
    )


@pytest.fixture
def wallet(settings: WalletSettings) -> Iterator[Wallet]:
    made = make_wallet(settings)
    yield made
    made.database.close()


@pytest.fixture
def app(settings: WalletSettings, wallet: Wallet) -> FastAPI:
    return create_app(settings, wallet)


@pytest.fixture
def client(app: FastAPI, settings: WalletSettings) -> Iterator[TestClient]:
    key = settings.wallet_api_key.get_secret_value()
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as running:
        yield running
