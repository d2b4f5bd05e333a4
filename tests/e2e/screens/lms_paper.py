"""The LMS's page of what waits to be mailed."""

from playwright.sync_api import Locator, Page


class PaperScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        """Returns once the letters are there."""
        self.page.goto("/lms/paper/")
        self.page.get_by_role("table").wait_for()

    def letter(self, account: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=account)

    def choose(self, account: str) -> Locator:
        box = self.letter(account).get_by_role("checkbox")
        box.click()
        return box

    def mark(self, account: str) -> None:
        self.letter(account).get_by_role("button", name="Mark as mailed").click()

    def mark_chosen(self) -> Locator:
        return self.page.get_by_role("button", name="Mark chosen as mailed")
