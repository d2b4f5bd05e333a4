"""The tab Transactions of an account's page, and *Export*."""

from pathlib import Path

from playwright.sync_api import Locator, Page


class TransactionsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, number: str, query: str = "", language: str = "") -> None:
        self.page.goto(f"{language}/accounts/{number}/?tab=transactions{query}")

    @property
    def table(self) -> Locator:
        return self.page.get_by_role("table", name="Transactions")

    @property
    def rows(self) -> Locator:
        """Without the heading."""
        return self.table.get_by_role("row").filter(has=self.page.get_by_role("cell"))

    def row(self, text: str) -> Locator:
        return self.rows.filter(has_text=text)

    def search(self, words: str = "", since: str = "", until: str = "", order: str = "") -> None:
        self.page.get_by_role("searchbox", name="Search", exact=True).fill(words)
        self.page.get_by_label("From", exact=True).fill(since)
        self.page.get_by_label("To", exact=True).fill(until)
        if order:
            self.page.get_by_role("combobox", name="Order", exact=True).select_option(order)
        self.page.get_by_role("button", name="Search transactions", exact=True).click()

    def details(self, name: str) -> Locator:
        """The button of the first row whose name begins so."""
        return self.page.get_by_role("button", name=f"Details: {name}").first

    def next_page(self) -> Locator:
        return self.page.get_by_role("link", name="Next page", exact=True)

    def previous_page(self) -> Locator:
        return self.page.get_by_role("link", name="Previous page", exact=True)

    def export(self, form: str) -> tuple[str, str]:
        """Name and text of the file."""
        self.page.get_by_role("button", name="Export", exact=True).click()
        with self.page.expect_download() as started:
            self.page.get_by_role("menuitem", name=form, exact=True).click()
        return started.value.suggested_filename, Path(started.value.path()).read_text("utf-8-sig")
