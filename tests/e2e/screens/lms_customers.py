"""The LMS's customers: the list, and a customer's page."""

from playwright.sync_api import Locator, Page


class CustomersScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        """Returns once all are listed: what an earlier search left would take the typed away."""
        self.page.goto("/lms/customers/")
        self.page.get_by_role("row").nth(5).wait_for()

    def search(self, typed: str) -> None:
        self.page.get_by_role("row").nth(1).wait_for()
        self.page.get_by_role("searchbox", name="Search").fill(typed)

    def row(self, email: str) -> Locator:
        """Exact: emails begin alike."""
        cell = self.page.get_by_role("cell", name=email, exact=True)
        return self.page.get_by_role("row").filter(has=cell)

    def open(self, email: str) -> "CustomerScreen":
        self.search(email)
        self.row(email).get_by_role("link").click()
        return CustomerScreen(self.page)

    def begin_new(self) -> None:
        self.page.get_by_role("button", name="New customer", exact=True).click()


class CustomerScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, **fields: str) -> None:
        """Of the dialog, by label with `_` for spaces."""
        for label, value in fields.items():
            named = label.replace("_", " ")
            self.page.get_by_role("dialog").get_by_role("textbox", name=named).fill(value)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def save(self) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()

    def show_links(self) -> None:
        self.page.get_by_role("tab", name="Links & Access", exact=True).click()

    def account(self, number: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=number)

    def access(self, number: str, name: str) -> Locator:
        return self.account(number).get_by_role("checkbox", name=name, exact=True)

    def act(self, number: str, action: str) -> None:
        self.account(number).get_by_role("button", name=f"Actions for {number}").click()
        self.page.get_by_role("menuitem", name=action, exact=True).click()
