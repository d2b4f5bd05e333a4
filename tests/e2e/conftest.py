"""One portal for all browser tests; a fresh context for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.support.awake import wait_for_scripts
from tests.e2e.support.closing import close_at_rest
from tests.e2e.support.patience import PATIENCE_MS
from tests.e2e.support.portal import Served, served_portal

expect.set_options(timeout=PATIENCE_MS)
close_at_rest()
wait_for_scripts()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data_dir: Path = tmp_path_factory.mktemp("portal")
    with served_portal(data_dir) as portal:
        yield portal


@pytest.fixture(scope="session")
def address(served: Served) -> str:
    return served.address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
