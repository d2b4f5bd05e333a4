"""Being logged in at the LMS."""

import subprocess
import sys

from playwright.sync_api import Browser, BrowserContext

from tests.e2e.support.patience import PATIENCE_MS
from tests.e2e.support.portal import ROOT, PortalProcess


def agent_context(browser: Browser, portal: PortalProcess, role: str) -> BrowserContext:
    """A browser with the session of a new agent."""
    command = [sys.executable, "-m", "tests.support.agents", role]
    made = subprocess.run(
        command, cwd=ROOT, env=portal.env, check=True, capture_output=True, text=True
    )
    name, _, value = made.stdout.strip().partition("=")
    context = browser.new_context(base_url=portal.address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    # "https": else the driver takes no Secure cookie, though the browser does for localhost
    url = portal.address.replace("http:", "https:")
    context.add_cookies(
        [{"name": name, "value": value, "url": url, "secure": True, "httpOnly": True}]
    )
    return context
