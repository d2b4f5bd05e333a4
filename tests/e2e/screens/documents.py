"""The tabs Documents and Collateral of an account's page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

_DROP = """(box, files) => {
  const moved = new DataTransfer();
  for (const [name, text] of files) moved.items.add(new File([text], name));
  for (const type of ["dragover", "drop"]) {
    const options = { dataTransfer: moved, bubbles: true, cancelable: true };
    box.dispatchEvent(new DragEvent(type, options));
  }
}"""


class DocumentsScreen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.new = page.get_by_role("button", name="New", exact=True)
        self.box = page.get_by_role("dialog", name="Add documents", exact=True)
        self.close = self.box.get_by_role("button", name="Close", exact=True)
        self.end = self.box.get_by_role("button", name="Done", exact=True)
        self.uploads = self.box.get_by_role("list", name="Files", exact=True)

    def visit(self, number: str = "L-4417") -> None:
        self.page.goto(f"/accounts/{number}/?tab=documents")
        self.new.wait_for()

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("list", name=name, exact=True)

    def line(self, name: str) -> Locator:
        return self.page.get_by_role("tabpanel").get_by_role("listitem").filter(has_text=name)

    def action(self, verb: str, name: str) -> Locator:
        return self.page.get_by_label(f"{verb} {name}", exact=True)

    def open_new(self) -> None:
        self.new.click()
        self.box.wait_for()

    def choose(self, *files: FilePayload | Path) -> None:
        self.box.get_by_label("Choose files", exact=True).set_input_files(list(files))  # pyright: ignore[reportArgumentType]

    def drop(self, *files: tuple[str, str]) -> None:
        self.box.locator(".dropzone").evaluate(_DROP, [list(one) for one in files])

    def upload(self, name: str) -> Locator:
        return self.uploads.get_by_role("listitem").filter(has_text=name)

    def done(self) -> None:
        self.end.click()

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)


def payload(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
