"""The web process with the built frontend: what it answers, and how it ends."""

import base64
import gzip
import hashlib
import os
import select
import signal
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from portal_app.build import ensure_built
from portal_app.toolchain import WEB
from tests.support.web import PATIENCE_SECONDS, Web

CLIENT = WEB / "build" / "client"


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    ensure_built()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    running = Web(tmp_path_factory.mktemp("data"))
    yield running
    running.end()


def pages() -> list[Path]:
    return sorted(CLIENT.rglob("index.html"))


def test_pages_are_served_with_content_and_compressed(web: Web) -> None:
    page = next(path for path in pages() if "dev" not in path.parts)
    address = f"/{page.parent.relative_to(CLIENT)}/".replace("/./", "/")
    response, body = web.get(address, Accept_Encoding="br")
    assert response.status == 200
    assert response.headers["Content-Encoding"] == "br"
    assert body == page.with_name("index.html.br").read_bytes()
    for page in pages():  # compressed as it is served: the policy knows these scripts
        assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()


def test_every_page_names_its_language() -> None:
    for page in pages():
        language = "es" if page.relative_to(CLIENT).parts[0] == "es" else "en"
        assert f'lang="{language}"' in page.read_text()[:200], page


class _Inline(HTMLParser):
    """`bodies` of the scripts that have no address; data is none, and no policy lets it run."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.bodies: list[str] = []
        self._inside = False
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = given.get("type") in (None, "module")
        self._inside = tag == "script" and "src" not in given and runs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.bodies.append(data)
            self._inside = False


def _hashes(page: Path) -> set[str]:
    digests = (hashlib.sha256(body.encode()).digest() for body in _Inline(page).bodies)
    return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}


def test_the_policy_of_a_page_allows_its_own_inline_scripts_only(web: Web) -> None:
    served = {f"/{page.parent.relative_to(CLIENT)}/": page for page in pages()}
    shells = ("/lms/nowhere/", "/accounts/L-1/", "/login/nothing", "/nothing.html")
    served |= dict.fromkeys(shells, CLIENT / "404.html")
    for address, page in served.items():
        response, body = web.get(address)
        if response.status in {200, 404}:
            assert body == page.read_bytes(), address
            allowed = response.headers["Content-Security-Policy"].split("script-src ")[1]
            assert set(allowed.split(";")[0].split()) == {"'self'"} | _hashes(page), address


def test_what_a_browser_may_keep(web: Web) -> None:
    asset = next((CLIENT / "assets").glob("*.js")).name
    kept = {
        "/login/": "no-cache",
        "/es/terms/": "no-cache",
        "/accounts/": "no-store",
        "/accounts/L-1/": "no-store",
        "/nothing/": "no-store",
        "/login": "no-store",
        f"/assets/{asset}": "public, max-age=31536000, immutable",
        "/assets/nothing.js": "no-store",
    }
    assert {path: web.get(path)[0].headers["Cache-Control"] for path in kept} == kept
    again = {"If_None_Match": web.get("/login/")[0].headers["ETag"]}
    fresh, _ = web.get("/login/", **again)
    assert (fresh.status, fresh.headers["Cache-Control"]) == (304, "no-cache")
    assert "sha256-" in fresh.headers["Content-Security-Policy"]


def test_assets_are_served_as_brotli(web: Web) -> None:
    asset = max((CLIENT / "assets").glob("*.js"), key=lambda file: file.stat().st_size)
    response, body = web.get(f"/assets/{asset.name}", Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "br"
    assert body == asset.with_name(f"{asset.name}.br").read_bytes()
    assert "Accept-Encoding" in response.headers["Vary"]


def test_no_address_is_baked_into_the_build() -> None:
    for file in (CLIENT / "assets").glob("*.js"):
        assert "localhost:" not in file.read_text(), file


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    running = Web(tmp_path, "--workers", "2")
    try:
        running.get("/ping")
        workers = _descendants(running.process.pid)
        assert len(workers) >= 2
        descriptors = [os.pidfd_open(pid) for pid in workers]
        running.process.kill()
        for descriptor in descriptors:
            assert select.select([descriptor], [], [], PATIENCE_SECONDS)[0]
            os.close(descriptor)
    finally:
        running.end()


def test_it_ends_soon_after_sigterm(tmp_path: Path) -> None:
    running = Web(tmp_path)
    try:
        running.get("/ping")
        running.process.terminate()
        assert running.process.wait(timeout=PATIENCE_SECONDS) in {0, -signal.SIGTERM}
    finally:
        running.end()


def _descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()]
    return found + [grandchild for child in found for grandchild in _descendants(child)]
