"""The web process with the built frontend: what it answers, and how it ends."""

import base64
import hashlib
import json
import os
import re
import select
import signal
from collections.abc import Iterator
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


def test_every_page_names_its_language() -> None:
    for page in pages():
        language = "es" if page.relative_to(CLIENT).parts[0] == "es" else "en"
        assert f'lang="{language}"' in page.read_text()[:200], page


def test_the_policy_knows_every_inline_script() -> None:
    allowed = set(json.loads((WEB / "csp.json").read_text()))
    for page in CLIENT.rglob("*.html"):
        for script in re.findall(r"<script>(.*?)</script>", page.read_text(), re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"sha256-{digest}" in allowed, page


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
