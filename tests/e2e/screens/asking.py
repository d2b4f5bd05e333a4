"""*Forgot your password?*, *Sign up*, and the page where a password is set."""

from playwright.sync_api import Locator, Page


class AskingScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def ask(self, email: str) -> None:
        self.page.get_by_role("textbox", name="Email").fill(email)
        self.page.get_by_role("button", name="Continue", exact=True).click()

    @property
    def answer(self) -> Locator:
        return self.page.get_by_role("alert")


class ResetScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def password(self) -> Locator:
        return self.page.get_by_label("Password", exact=True)

    @property
    def meter(self) -> Locator:
        return self.page.get_by_role("meter", name="How good it is")

    @property
    def refusal(self) -> Locator:
        return self.page.get_by_role("alert")

    def set_password(self, password: str) -> None:
        self.password.fill(password)
        self.page.get_by_role("button", name="Set password", exact=True).click()
