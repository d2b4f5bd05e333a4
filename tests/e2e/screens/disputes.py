"""Disputes: a row of the tab Transactions, the dialog, and the tab of a customer in the LMS."""

from playwright.sync_api import Locator, Page


class DisputeScreen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="Dispute this transaction")

    def visit(self, number: str, search: str) -> None:
        self.page.goto(f"/accounts/{number}/?tab=transactions&q={search}")
        self.row(search).first.wait_for()

    def row(self, words: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=words)

    def expand(self, words: str) -> None:
        self.row(words).first.get_by_role("button", name="Details").click()

    def open(self, label: str = "Dispute") -> None:
        self.page.get_by_role("button", name=f"{label} ").click()

    def send(self, reason: str, words: str) -> None:
        self.box.get_by_role("combobox", name="What is wrong?").select_option(label=reason)
        self.box.get_by_role("textbox", name="What happened?").fill(words)
        self.press("Send dispute")

    def press(self, name: str) -> None:
        self.box.get_by_role("button", name=name, exact=True).click()


class DisputesOfCustomer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("dialog", name="Dispute", exact=True)

    def show(self) -> None:
        self.page.get_by_role("tab", name="Disputes", exact=True).click()

    def open(self, title: str) -> None:
        row = self.page.get_by_role("row").filter(has_text=title)
        row.get_by_role("button", name="Open ").click()

    def move(self, step: str, note: str, credit: str = "") -> None:
        self.box.get_by_role("combobox", name="Next step").select_option(label=step)
        if credit:
            self.box.get_by_role("textbox", name="Credit").fill(credit)
        self.box.get_by_role("textbox", name="Note").fill(note)
        self.box.get_by_role("button", name="Save", exact=True).click()
