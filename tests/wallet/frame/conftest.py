"""A wallet, and a page of another site that frames it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.wallet.support.form import PATIENCE_MS, Form
from tests.wallet.support.frames import open_session
from tests.wallet.support.host import Host
from tests.wallet.support.server import WalletServer


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with Host() as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[WalletServer]:
    folder: Path = tmp_path_factory.mktemp("wallet")
    banks = folder / "banks.csv"
    banks.write_text("110000000,First Juniper Bank\n")
    running = WalletServer(
        folder,
        f"sqlite:///{folder / 'wallet.sqlite'}",
        PORTAL_BASE_URL=host.url,
        WALLET_BANK_DIRECTORY=str(banks),
    )
    running.start()
    yield running
    running.kill()


@pytest.fixture
def shown(browser: Browser, server: WalletServer, host: Host) -> Iterator[Callable[..., Form]]:
    """Opens a form: `shown(width=…, scheme=…, accent=…)`."""
    contexts = []
    expect.set_options(timeout=PATIENCE_MS)

    def show(width: int = 480, scheme: str = "light", **session: Any) -> Form:
        address = str(server.client.base_url).rstrip("/")
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        opened = open_session(server.client, **session)
        assert opened["url"].startswith(address)
        form = Form(context.new_page(), server, opened)
        form.page.goto(f"{host.url}/?frame={quote(opened['url'], safe='')}")
        form.wait_to_hear("ready")
        return form

    yield show
    for context in contexts:
        context.close()
