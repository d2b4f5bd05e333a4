"""The question marks of an account's page, and the dialog that they open."""

from playwright.sync_api import Locator, Page


class Explain:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="How is this computed?")

    def visit(self, number: str) -> None:
        self.page.goto(f"/accounts/{number}/")

    def button(self, figure: str) -> Locator:
        return self.page.get_by_role("button", name=f"Explain {figure}", exact=True)

    def close(self) -> None:
        self.page.keyboard.press("Escape")

    def sums(self) -> list[list[str]]:
        """The amounts of each sum, the total last."""
        self.box.locator("dl").first.wait_for()
        return [one.locator("dd").all_inner_texts() for one in self.box.locator("dl").all()]
