"""The form in its frame, as a borrower and the page around it meet it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame, FrameLocator, Locator, Page

from tests.wallet.support.frames import asked
from tests.wallet.support.server import WalletServer

PATIENCE_MS = 60_000


@dataclass
class Form:
    """One page of the portal's site with the frame in it."""

    page: Page
    server: WalletServer
    session: dict[str, Any]

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator('iframe[title="Add payment method"]')

    @property
    def inner(self) -> Frame:
        return self.page.frames[-1]

    def field(self, name: str) -> Locator:
        return self.frame.get_by_label(name, exact=True)

    def type_card(self, number: str = "4242424242424242", **changes: str) -> None:
        usual = {
            "Card number": number, "Expiry": "12/31", "Security code": "123",
            "Name on card": "Maria Reyes", "ZIP": "94110",
        }  # fmt: skip
        for name, text in {**usual, **changes}.items():
            self.field(name).fill(text)

    def type_bank(self, account: str = "000123456789", **changes: str) -> None:
        self.frame.get_by_role("radio", name="Bank account", exact=True).check()
        usual = {
            "Routing number": "110000000", "Account number": account,
            "Confirm account number": account, "Account holder": "Maria Reyes",
        }  # fmt: skip
        for name, text in {**usual, **changes}.items():
            self.field(name).fill(text)

    def save(self) -> None:
        self.frame.get_by_role("button", name="Save", exact=True).click()

    def heard(self, kind: str) -> list[dict[str, Any]]:
        all_heard = self.page.evaluate("heard")
        return [one["data"] for one in all_heard if one["data"].get("type") == kind]

    def wait_to_hear(self, kind: str, times: int = 1) -> None:
        waiting = "([kind, times]) => heard.filter((one) => one.data.type === kind).length >= times"
        self.page.wait_for_function(waiting, arg=[kind, times], timeout=PATIENCE_MS)

    def give(self, session: dict[str, Any]) -> None:
        """A fresh address for the same iframe."""
        self.page.evaluate("(url) => { frame.src = url }", session["url"])

    def asked(self) -> dict[str, Any]:
        return asked(self.server.client, self.session["id"])
