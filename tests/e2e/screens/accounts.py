"""The accounts page and an account's own page."""

from playwright.sync_api import Locator, Page


class AccountsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        self.page.goto("/accounts/")

    def card(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=name, exact=True)

    def balance(self, name: str) -> Locator:
        return self.card(name).get_by_test_id("balance")

    def pay(self, name: str) -> None:
        self.card(name).get_by_role("button", name="Pay", exact=True).click()

    def open(self, name: str) -> None:
        self.card(name).get_by_role("link", name="Details", exact=True).click()
