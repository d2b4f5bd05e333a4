"""The LMS's pages *Settings* and *Audit log*, as an agent uses them."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class SettingsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        """Returns once the settings are in the fields: they would replace what is typed earlier."""
        self.page.goto("/lms/settings/")
        expect(self.name()).not_to_have_value("")

    def name(self) -> Locator:
        return self.page.get_by_role("textbox", name="Lender's name")

    def color(self) -> Locator:
        return self.page.get_by_role("textbox", name="Color")

    def save_brand(self) -> None:
        self.page.get_by_role("button", name="Save brand", exact=True).click()

    def method(self, name: str) -> Locator:
        return self.page.get_by_role("checkbox", name=name, exact=True)

    def save_log_in(self) -> None:
        self.page.get_by_role("button", name="Save log-in", exact=True).click()

    def upload_logo(self, file: Path) -> None:
        self.page.get_by_label("New logo").set_input_files(file)
        self.page.get_by_role("button", name="Upload logo", exact=True).click()

    def words(self) -> Locator:
        return self.page.get_by_role("textbox", name="Words")

    def publish(self) -> None:
        self.page.get_by_role("button", name="Publish new version", exact=True).click()


class AuditScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, query: str = "") -> None:
        self.page.goto(f"/lms/audit/{query}")

    def rows(self) -> Locator:
        return self.page.get_by_role("table").get_by_role("row")

    def search(self, **fields: str) -> None:
        for label, value in fields.items():
            self.page.get_by_label(label, exact=True).fill(value)
        self.page.get_by_role("button", name="Search", exact=True).click()
