"""Chromium as the benchmarks drive it: fresh, or logged in and open to Lighthouse."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench import servers
from tests.support.ports import free_port

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


@contextmanager
def browser(base: str, port: int = 0) -> Iterator[BrowserContext]:
    """With a profile of its own. `port`: where other programs may drive it, 0 for nowhere."""
    found = os.environ.get("PORTAL_TEST_BROWSER") or shutil.which("chromium")
    remote = [f"--remote-debugging-port={port}"] if port else []
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            servers.folder(),
            executable_path=found,
            args=[*_FLAGS, *remote],
            base_url=base,
            locale="en-US",
        )
        yield context
        context.close()


@contextmanager
def for_lighthouse(base: str, prepare: Callable[[Page], object] | None = None) -> Iterator[int]:
    """The port of a browser without open pages. `prepare` logs in, or does whatever comes first."""
    port = free_port()
    with browser(base, port) as context:
        if prepare is not None:
            page = context.new_page()
            prepare(page)
            page.close()
        yield port
