"""The profile's section *Passkeys* and its dialogs, as a person uses them."""

from playwright.sync_api import Locator, Page


class PasskeysSection:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialog = page.get_by_role("dialog")

    def visit(self, language: str = "") -> None:
        self.page.goto(f"{language}/profile/")

    def named(self, name: str) -> Locator:
        return (
            self.page.get_by_role("list", name="Your passkeys")
            .get_by_role("listitem")
            .filter(has_text=name)
        )

    def add(self, name: str) -> None:
        self.page.get_by_role("button", name="Add a passkey").click()
        self._name(name, "Continue")

    def rename(self, name: str, to: str) -> None:
        self.page.get_by_role("button", name=f"Rename {name}").click()
        self._name(to, "Save")

    def ask_to_remove(self, name: str) -> None:
        self.page.get_by_role("button", name=f"Remove {name}").click()

    def confirm(self) -> None:
        self.dialog.get_by_role("button", name="Remove", exact=True).click()

    def _name(self, name: str, button: str) -> None:
        self.dialog.get_by_role("textbox", name="Name").fill(name)
        self.dialog.get_by_role("button", name=button, exact=True).click()
