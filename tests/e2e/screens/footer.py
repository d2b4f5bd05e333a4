"""The end of every page."""

from playwright.sync_api import Locator, Page


class Footer:
    def __init__(self, page: Page) -> None:
        self.box = page.get_by_role("contentinfo")

    @property
    def appearance(self) -> Locator:
        return self.box.get_by_role("combobox", name="Appearance", exact=True)

    def language(self, name: str) -> Locator:
        return self.box.get_by_role("link", name=name, exact=True)
