"""The pages between password and session, as a person uses them."""

import subprocess
from pathlib import Path

from playwright.sync_api import Locator, Page


class SecondStepScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def heading(self, name: str = "Confirm that it is you") -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def code_field(self) -> Locator:
        return self.page.get_by_label("Code", exact=True)

    def trust(self) -> None:
        self.page.get_by_label("Trust this device for 30 days").check()

    def verify(self, code: str) -> None:
        self.code_field().fill(code)
        self.page.get_by_role("button", name="Verify", exact=True).click()

    def send_again(self) -> None:
        self.page.get_by_role("button", name="Send a new code").click()

    def countdown(self) -> Locator:
        return self.page.get_by_role("timer")

    def try_another_way(self) -> None:
        self.page.get_by_role("button", name="Try another way").click()

    def add_phone(self, number: str) -> None:
        self.page.get_by_label("Phone", exact=True).fill(number)
        self.page.get_by_role("button", name="Continue", exact=True).click()

    def picture(self) -> Locator:
        return self.page.get_by_role("img", name="QR code for your authenticator app")

    def scan(self, folder: Path) -> str:
        """The secret in the QR code, read from a screenshot as a phone's camera would."""
        shot = folder / "screen.png"
        self.picture().wait_for()
        self.page.screenshot(path=shot, full_page=True)
        read = subprocess.run(
            ["zbarimg", "--raw", "-q", str(shot)], check=True, capture_output=True, text=True
        )
        return read.stdout.strip().partition("secret=")[2].partition("&")[0]


class RecoveryCodesScreen:
    def __init__(self, page: Page) -> None:
        self.page = page

    def codes(self) -> Locator:
        return self.page.get_by_role("list", name="Recovery codes").get_by_role("listitem")

    def copy(self) -> None:
        self.page.get_by_role("button", name="Copy", exact=True).click()

    def download(self) -> str:
        """The text of the file."""
        with self.page.expect_download() as file:
            self.page.get_by_role("link", name="Download", exact=True).click()
        return Path(file.value.path()).read_text()

    def saved(self) -> None:
        self.page.get_by_role("button", name="I have saved them").click()
