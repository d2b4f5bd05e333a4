"""The dialog *What if* of an account's page."""

from playwright.sync_api import Locator, Page


class WhatIf:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="What if")

    def open(self, number: str) -> None:
        self.page.goto(f"/accounts/{number}/")
        self.page.get_by_role("button", name="What if", exact=True).click()

    def change(self, way: str) -> None:
        self.box.get_by_role("combobox", name="What would you change?").select_option(label=way)

    def type_amount(self, amount: str) -> None:
        self.box.get_by_role("textbox", name="Amount", exact=True).fill(amount)

    def pick(self, field: str, day: str) -> None:
        """`day` as YYYY-MM-DD."""
        self.box.get_by_label(field, exact=True).fill(day)

    def figure(self, name: str) -> Locator:
        return self.box.locator(f"dt:has-text('{name}') + dd")

    def pay_now(self) -> None:
        self.box.get_by_role("button", name="Pay this now", exact=True).click()
