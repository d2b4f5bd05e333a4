"""The log-in page, as a person uses it."""

from playwright.sync_api import Page


class LoginScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        self.page.goto("/login/")

    def log_in(self, email: str, password: str) -> None:
        self.page.get_by_role("textbox", name="Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Log in", exact=True).click()
