"""One portal and one browser for all browser tests; a fresh context for each."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.support.awake import wait_for_scripts
from tests.e2e.support.portal import Served, served_portal

PATIENCE_MS = 30_000
"""For machines that do other things as well; nothing waits longer than it has to."""

expect.set_options(timeout=PATIENCE_MS)
wait_for_scripts()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data_dir: Path = tmp_path_factory.mktemp("portal")
    with served_portal(data_dir) as portal:
        yield portal


@pytest.fixture(scope="session")
def address(served: Served) -> str:
    return served.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one that `make test` found or installed (`scripts/browser.py`), else the machine's."""
    found = os.environ.get("PORTAL_TEST_BROWSER") or shutil.which("chromium")
    if not found:
        pytest.skip("no Chromium: `make test` installs one where it may")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
