"""The demo's inbox, as a person uses it."""

from playwright.sync_api import Locator, Page


class InboxScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self) -> None:
        self.page.goto("/dev/inbox/")

    def look_for(self, to: str) -> None:
        self.page.get_by_role("searchbox", name="To").fill(to)

    def messages(self) -> Locator:
        return self.page.get_by_role("article")

    def message(self, subject: str) -> Locator:
        return self.page.get_by_role("article", name=subject)

    def press_in_mail(self, subject: str, button: str) -> Page:
        """The tab that a mail's button opens."""
        mail = self.page.frame_locator(f'iframe[title="Mail: {subject}"]')
        with self.page.expect_popup() as opened:
            mail.get_by_role("link", name=button).click()
        return opened.value
