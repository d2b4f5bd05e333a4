"""Rules for every test run: browser tests share one worker, soak tests run only when asked for by
`-m soak`, and with `PORTAL_TEST_NO_SKIPS=1` a skip fails the run. Where `CI` is set, a browser test
that failed is played once more, and the summary names it: a shared machine can be too slow for one.

Properties are tried on the same examples in each run, without a clock: a verdict depends on the
code alone. `--hypothesis-profile=explore` looks for new ones.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

BROWSER_TESTS = ("tests/e2e/", "tests/wallet/frame/")
BROWSER_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
)  # fmt: skip

settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("verdict", settings.get_profile("explore"), derandomize=True)
settings.load_profile("verdict")

HUNG_SECONDS = 300
"""A browser test that a browser leaves without an answer ends then."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one that `make test` found or installed (`scripts/browser.py`), else the machine's.

    One for every test of a process: Playwright runs once in a thread.
    """
    found = os.environ.get("PORTAL_TEST_BROWSER") or shutil.which("chromium")
    if not found:
        pytest.skip("no Chromium: `make test` installs one where it may")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


class OneBrowser(LoadScopeScheduling):
    """All browser tests are one piece of work, every other test is one of its own.

    `--dist loadgroup` would do it, but under pytest 9.2 a group's name is lost on its way.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith(BROWSER_TESTS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneBrowser:
    return OneBrowser(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(BROWSER_TESTS):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(HUNG_SECONDS))
            if os.environ.get("CI"):
                item.add_marker(pytest.mark.flaky(reruns=1))
    if not config.getoption("-m"):
        long = [item for item in items if item.get_closest_marker("soak")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Why a test was played again: the run is green, the defect is to be found all the same."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.section(f"first run of {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("PORTAL_TEST_NO_SKIPS") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
