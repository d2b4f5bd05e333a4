"""The dialog *Payoff quote*."""

from playwright.sync_api import Locator, Page


class PayoffQuote:
    def __init__(self, page: Page) -> None:
        self._page = page
        self.box = page.get_by_role("dialog", name="Payoff quote")
        self.day = self.box.get_by_label("Good through", exact=True)
        self.amount = self.box.get_by_test_id("payoff")
        self.letter = self.box.get_by_role("link", name="Download letter (PDF)")

    def open(self, number: str) -> None:
        self._page.goto(f"/accounts/{number}/")
        self.button.click()
        self.amount.wait_for()

    @property
    def button(self) -> Locator:
        return self._page.get_by_role("button", name="Payoff quote", exact=True)
