"""The page *Payment methods*, its dialogs, and the wallet's form in its frame."""

from playwright.sync_api import FrameLocator, Locator, Page

VISA, MASTERCARD = "4242 4242 4242 4242", "5555 5555 5555 4444"


class MethodsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.form = WalletForm(page)

    def visit(self, prefix: str = "") -> None:
        self.page.goto(f"{prefix}/payments/methods/")

    def listed(self) -> Locator:
        return self.page.get_by_role("list", name="Payment methods").get_by_role("listitem")

    def method(self, name: str) -> Locator:
        return self.listed().filter(has_text=name)

    def add_new(self) -> None:
        self.page.get_by_role("button", name="Add New", exact=True).click()

    def act(self, method: str, item: str) -> None:
        """`method` as in "Visa 4242"."""
        self.page.get_by_role("button", name=f"Actions for {method}", exact=True).click()
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)

    def delete(self, method: str) -> None:
        self.act(method, "Delete")
        box = self.dialog("Delete this payment method?")
        box.get_by_role("button", name="Delete", exact=True).click()

    def verify(self, method: str, first: str, second: str) -> None:
        self.page.get_by_role("button", name=f"Verify {method}", exact=True).click()
        self.tell(first, second)

    def tell(self, first: str, second: str) -> None:
        box = self.dialog("Verify bank account")
        box.get_by_role("textbox", name="First deposit").fill(first)
        box.get_by_role("textbox", name="Second deposit").fill(second)
        box.get_by_role("button", name="Verify", exact=True).click()


class WalletForm:
    """*Add payment method*: the same in the page and in the pay dialog."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="Add payment method", exact=True)

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title='Add payment method']")

    def add_card(self, number: str = VISA, expiry: str = "12/31") -> None:
        self.fill_card(number, expiry)
        self.save()

    def fill_card(self, number: str = VISA, expiry: str = "12/31") -> None:
        self._fill("Card number", number)
        self._fill("Expiry", expiry)
        self._fill("Security code", "123")
        self._fill("Name on card", "Nora Lund")
        self._fill("ZIP", "94110")

    def add_bank(self, account: str = "000123456789") -> None:
        self.frame.get_by_text("Bank account", exact=True).click()
        self._fill("Routing number", "110000000")
        self._fill("Account number", account)
        self._fill("Confirm account number", account)
        self._fill("Account holder", "Nora Lund")
        self.save()

    def save(self) -> None:
        self.frame.get_by_role("button", name="Save", exact=True).click()

    def _fill(self, label: str, value: str) -> None:
        self.frame.get_by_role("textbox", name=label, exact=True).fill(value)
