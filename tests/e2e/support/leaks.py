"""Looking for card numbers, bank account numbers and Social Security numbers where none may be.

Two nets. What was used in the test is looked for byte by byte, in every coding that a file may
have. Any other number is told by its look: a card's by Luhn, its issuer's first digits and its
length, and by standing alone. Identifiers of the portal's are letters and digits mixed, and clocks
count from 1, so neither has that look.
"""

import base64
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

from playwright.sync_api import BrowserContext, Page, Request, WebSocket
from sqlalchemy import create_engine, inspect, text

# First digits and lengths of ISO/IEC 7812: Visa, Mastercard, American Express, Discover.
CARD = re.compile(
    r"(?<![\w.-])(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)"
    r"\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12,15})(?![\w-]|\.\d)"
)
SPACED = re.compile(r"(?<=\d)[ -](?=\d{4}(?!\d))")
SSN = re.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w-])")
PDF = b"%PDF-"


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def told(given: str, known: Iterable[str] = ()) -> set[str]:
    """The numbers in a text, by their look or because they are known; also with spaces between."""
    seen = {number for number in known if number in given}
    for form in (given, SPACED.sub("", given)):
        seen |= {found for found in CARD.findall(form) if passes_luhn(found)}
        seen |= {number for number in known if number in form}
    return seen | set(SSN.findall(given))


def codings(number: str) -> set[bytes]:
    """The bytes of a number in files: as text, UTF-16, hexadecimal and base64 at any offset."""
    plain = number.encode()
    forms = {plain, number.encode("utf-16-le"), plain.hex().encode(), plain[::-1]}
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain).rstrip(b"=")
        forms.add(coded[(offset * 8 + 5) // 6 : len(coded) - 1])
    return forms


def in_database(url: str, known: Iterable[str], sealed: Iterable[str] = ()) -> dict[str, set[str]]:
    """Per `table.column`, what stands in it; `sealed` columns are passed over."""
    found: dict[str, set[str]] = {}
    engine = create_engine(url)
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                for column, value in row.items():
                    place = f"{table}.{column}"
                    if value is None or place in sealed:
                        continue
                    shown = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    if numbers := told(shown, known):
                        found.setdefault(place, set()).update(numbers)
    engine.dispose()
    return found


def in_files(folder: Path, known: Iterable[str]) -> dict[str, set[str]]:
    """Per file, the known numbers in its bytes; what is text, or a PDF's text, by its look too."""
    forms = {number: codings(number) for number in known}
    found: dict[str, set[str]] = {}
    for path in (path for path in sorted(folder.rglob("*")) if path.is_file()):
        content = path.read_bytes()
        numbers = {number for number, all_of in forms.items() if any(f in content for f in all_of)}
        if content.startswith(PDF):
            numbers |= told(pdf_text(path), known)
        elif path.suffix in (".log", ".txt", ".json", ".csv", ".ofx", ".html", ""):
            numbers |= told(content.decode("utf-8", "replace"), known)
        if numbers:
            found[str(path.relative_to(folder))] = numbers
    return found


def pdf_text(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def in_memory(process: int, known: Iterable[str]) -> set[str]:
    """The known numbers in what a process of Linux may write to; what cannot be read is passed."""
    forms = {number: (number.encode(), number.encode("utf-16-le")) for number in known}
    found: set[str] = set()
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in lines:
            span, mode, *_ = line.split()
            if not mode.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            found |= {n for n, all_of in forms.items() if any(form in content for form in all_of)}
    return found


def process_of(module: str, folder: Path) -> int:
    """The process that runs a module of the project on a data folder."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            setting = f"PORTAL_DATA_DIR={folder}".encode()
            if module.encode() in words and setting in (path / "environ").read_bytes().split(b"\0"):
                return int(path.name)
        except OSError:
            continue
    raise AssertionError(f"nobody runs {module} on {folder}")


@dataclass
class Ear:
    """Hears what a browser tells everybody but `wallet`: addresses, referrers, bodies, frames."""

    wallet: str
    heard: list[tuple[str, str]] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", lambda message: self._note("console", message.text))
        context.on("page", self._page)

    def leaks(self, known: Iterable[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for place, what in self.heard:
            if numbers := told(what, known) | told(unquote_plus(what), known):
                found.setdefault(place, set()).update(numbers)
        return found

    def look(self, page: Page) -> None:
        """What the page shows and what it stores."""
        self._note("page", page.content())
        self._note("address", page.url)
        for store in ("localStorage", "sessionStorage"):
            self._note(store, page.evaluate(f"JSON.stringify({store})"))
        for cookie in page.context.cookies():
            self._note("cookie", f"{cookie.get('name')}={cookie.get('value')}")
        for name, value in self._asked_databases(page):
            self._note("indexedDB", f"{name} {value}")

    def _asked_databases(self, page: Page) -> Iterator[tuple[str, str]]:
        names = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
        yield from ((name, name) for name in names)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)
        page.on("framenavigated", lambda frame: self._note("address", frame.url))

    def _socket(self, socket: WebSocket) -> None:
        self._note("address", socket.url)
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda payload, way=way: self._note(way, _text(payload)))

    def _request(self, request: Request) -> None:
        self._note("address", request.url)
        self._note("referrer", request.headers.get("referer", ""))
        if not request.url.startswith(self.wallet):
            self._note("body", _text(request.post_data_buffer or b""))

    def _note(self, place: str, what: str) -> None:
        self.heard.append((place, what))


def _text(payload: str | bytes) -> str:
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else payload
