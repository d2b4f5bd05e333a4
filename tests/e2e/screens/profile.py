"""The profile and its dialogs."""

from playwright.sync_api import Locator, Page


class ProfileScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        """By the menu under the customer's name."""
        self.page.get_by_role("banner").get_by_role("button").click()
        self.page.get_by_role("menuitem", name="Profile", exact=True).click()
        self.section("Log-in").wait_for()

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)

    def change(self, what: str, verb: str = "Change") -> None:
        self.section("Log-in").get_by_role("button", name=f"{verb} {what}", exact=True).click()

    def fill(self, dialog: str, field: str, value: str, button: str) -> None:
        box = self.dialog(dialog)
        box.get_by_label(field, exact=True).fill(value)
        box.get_by_role("button", name=button, exact=True).click()

    def sessions(self) -> Locator:
        return self.page.get_by_role("list", name="Open sessions").get_by_role("listitem")

    def session(self, at: int) -> Locator:
        return self.sessions().nth(at)

    def log_out_everywhere_else(self) -> None:
        self.page.get_by_role("button", name="Log out everywhere else", exact=True).click()

    def choose(self, language: str, button: str = "Save") -> None:
        self.page.locator("select[name=chosen]").select_option(label=language)
        self.page.get_by_role("button", name=button, exact=True).click()
