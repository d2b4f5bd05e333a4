"""The dialog *Make a payment*."""

from playwright.sync_api import Locator, Page


class PayDialog:
    def __init__(self, page: Page) -> None:
        self.box = page.get_by_role("dialog", name="Make a payment")

    def choose(self, amount: str) -> None:
        self.box.get_by_role("radio", name=amount, exact=True).check()

    def type_amount(self, amount: str) -> None:
        self.choose("Custom")
        self.box.get_by_role("textbox", name="Amount", exact=True).fill(amount)

    def pay_with(self, method: str) -> None:
        self.box.get_by_role("combobox", name="Pay with").select_option(label=method)

    def go_on(self) -> None:
        self.box.get_by_role("button", name="Continue", exact=True).click()

    def pay(self, amount: str) -> None:
        self.box.get_by_role("button", name=f"Pay {amount}", exact=True).click()

    def done(self) -> None:
        self.box.get_by_role("button", name="Done", exact=True).click()

    def heading(self, name: str) -> Locator:
        return self.box.get_by_role("heading", name=name, exact=True)

    def figure(self, name: str) -> Locator:
        """The figure beside `name` in a list of figures."""
        return self.box.locator(f"dt:text-is('{name}') + dd")
