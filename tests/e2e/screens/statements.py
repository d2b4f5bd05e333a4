"""The tab Statements of a line of credit."""

from pathlib import Path

from playwright.sync_api import Locator, Page


class Statements:
    def __init__(self, page: Page) -> None:
        self._page = page
        self.links = page.get_by_role("link", name="Download PDF", exact=True)
        self.answer = page.get_by_text("You save $")
        self.delivery = page.get_by_text("You agreed on")
        self.paper = page.get_by_text("mailed to you on paper")

    def open(self, number: str) -> None:
        self._page.goto(f"/accounts/{number}/?tab=statements")
        self.links.first.wait_for()

    def way(self, name: str) -> Locator:
        return self._page.get_by_role("row", name=name)

    def pay_a_month(self, amount: str) -> None:
        self._page.get_by_label("Monthly payment").press_sequentially(amount)

    def download(self, link: Locator) -> Path:
        with self._page.expect_download() as found:
            link.click()
        return Path(found.value.path())

    def agree(self) -> None:
        self._page.get_by_role("button", name="Get them here instead of on paper").click()
        self._page.get_by_role("checkbox").check()
        self._page.get_by_role("button", name="I agree", exact=True).click()

    def choose_paper(self) -> None:
        self._page.get_by_role("button", name="Get them on paper again").click()
