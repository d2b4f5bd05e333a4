"""The LMS's agents."""

from playwright.sync_api import Locator, Page


class AgentsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialog = page.get_by_role("dialog")

    def visit(self) -> None:
        """By the bar, where administrators have it."""
        bar = self.page.get_by_role("navigation", name="Main")
        bar.get_by_role("link", name="Agents", exact=True).click()
        self.row("admin@juniper.example").wait_for()

    def row(self, email: str) -> Locator:
        cell = self.page.get_by_role("cell", name=email, exact=True)
        return self.page.get_by_role("row").filter(has=cell)

    def invite(self, name: str, email: str, role: str) -> None:
        self.page.get_by_role("button", name="New agent", exact=True).click()
        self.dialog.get_by_role("textbox", name="Name").fill(name)
        self.dialog.get_by_role("textbox", name="Email").fill(email)
        self.dialog.get_by_role("combobox", name="Role").select_option(label=role)
        self.dialog.get_by_role("button", name="Invite", exact=True).click()

    def role(self, email: str) -> Locator:
        return self.row(email).get_by_role("combobox")

    def act(self, email: str, action: str) -> None:
        self.row(email).get_by_role("button", name="Actions for").click()
        self.page.get_by_role("menuitem", name=action, exact=True).click()

    def confirm(self, verb: str) -> None:
        self.dialog.get_by_role("button", name=verb, exact=True).click()
