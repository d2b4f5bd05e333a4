"""Getting from nothing to the accounts page."""

from playwright.sync_api import Page

from portal_app.demo_logins import PASSWORD
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.login import LoginScreen

MARIA = "maria.reyes@example.com"


def log_in(page: Page, email: str = MARIA, lands: str = "**/accounts/") -> AccountsScreen:
    screen = LoginScreen(page)
    screen.visit()
    screen.log_in(email, PASSWORD)
    page.wait_for_url(lands)
    return AccountsScreen(page)
