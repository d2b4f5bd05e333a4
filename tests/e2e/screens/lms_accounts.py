"""The LMS's page of an account."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page


class AccountScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, number: str) -> None:
        self.page.goto(f"/lms/accounts/{quote(number)}/")
        self.heading(number).wait_for()

    def heading(self, number: str) -> Locator:
        return self.page.get_by_role("heading", name=number, level=1)

    def show(self, tab: str) -> None:
        """Returns once its panel is there and what it reads has come."""
        self.page.get_by_role("tab", name=tab, exact=True).click()
        panel = self.page.get_by_role("tabpanel", name=tab)
        panel.locator(".figures, article, table, .empty").first.wait_for()

    def figure(self, label: str) -> Locator:
        term = self.page.get_by_role("term").filter(has_text=label)
        return self.page.locator("dl").filter(has=term)

    def holder(self, email: str) -> Locator:
        return self.row(email)

    def row(self, text: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def confirm(self, name: str) -> None:
        """Press the button of that name in the open dialog."""
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=name, exact=True).click()

    def fill(self, **fields: str) -> None:
        """Of the dialog, by label with `_` for spaces."""
        for label, value in fields.items():
            named = label.replace("_", " ")
            dialog = self.page.get_by_role("dialog")
            dialog.get_by_role("textbox", name=named, exact=True).fill(value)

    def choose_file(self, file: Path) -> None:
        self.page.get_by_role("dialog").locator("input[type=file]").first.set_input_files(file)
