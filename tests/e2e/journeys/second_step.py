"""From the password to the page of the second step, and codes from a phone's parts."""

import re
import subprocess
import time

from playwright.sync_api import BrowserContext, Page

from portal_app.demo_logins import PASSWORD
from tests.e2e.screens.login import LoginScreen
from tests.e2e.screens.second_step import SecondStepScreen

STEP = 30
_newest: dict[str, int] = {}


def to_second_step(page: Page, email: str) -> SecondStepScreen:
    screen = LoginScreen(page)
    screen.visit()
    screen.log_in(email, PASSWORD)
    page.wait_for_url(re.compile("/login/(verify|setup|phone)/"))
    return SecondStepScreen(page)


def newest_code(context: BrowserContext, to: str) -> str:
    """From the demo's inbox."""
    texts = [one["text"] for one in context.request.get(f"/dev/inbox.json?to={to}").json()]
    found = (re.search(r"\b\d{6}\b", text) for text in texts)
    return next(code.group() for code in found if code)


def app_code(secret: str, whose: str = "") -> str:
    """What an authenticator app shows, by `oathtool`; the next one if it showed this before.

    `whose`: of several who have the same secret, each may use a code once.
    """
    counter = max(_newest.get(secret + whose, 0) + 1, int(time.time()) // STEP)
    while counter > int(time.time()) // STEP + 1:
        time.sleep(0.5)
    _newest[secret + whose] = counter
    at = ["--now", f"@{counter * STEP}"]
    shown = subprocess.run(
        ["oathtool", "--totp", "-b", *at, secret], check=True, capture_output=True, text=True
    )
    return shown.stdout.strip()
