"""The lender's text stands in the page that is served, before any script, for anyone."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from portal_app.http import compose, texts
from services.database import unit_of_work
from services.lender_settings.texts import TextKind, publish
from tests.support.agents import agent_subject

BUILT = (
    '<html><head></head><body><h1>Terms</h1><div class="prose" data-lender-text="terms-en">'
    "<p>Own.</p></div><footer></footer></body></html>"
)


@pytest.fixture
def client(portal_db: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    page = tmp_path / "client" / "terms" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(BUILT)
    monkeypatch.setattr(texts, "BUILT", tmp_path / "client")
    texts._built.cache_clear()
    passed = Route("/{path:path}", lambda request: PlainTextResponse("as built"))
    return TestClient(compose(Starlette(routes=[passed])), base_url="http://localhost:8000")


def put(body: str) -> None:
    with unit_of_work() as session:
        publish(session, agent_subject(), TextKind.TERMS, "en", body)


def test_until_something_is_published_the_page_is_as_built(client: TestClient) -> None:
    assert client.get("/terms/").text == "as built"
    assert client.get("/lender-texts/terms/en").status_code == 204


def test_a_published_text_is_in_the_page_at_once(client: TestClient) -> None:
    put("Pay <script>alert(1)</script> \\1 \\g<0> & be well.")
    page = client.get("/terms/")
    assert "<p>Own.</p>" not in page.text
    assert "Pay &lt;script&gt;alert(1)&lt;/script&gt; \\1 \\g&lt;0&gt; &amp; be well." in page.text
    assert page.text.endswith("</div><footer></footer></body></html>")
    assert page.headers["cache-control"] in ("no-cache", "no-store")
    assert "content-security-policy" in page.headers
    put("Second.")
    assert "<p>Second.</p>" in client.get("/terms").text
    assert "This is an earlier version." in client.get("/terms/?version=1").text
    alone = client.get("/lender-texts/terms/en?version=2")
    assert alone.text.startswith('<section class="prose"><p>Second.</p></section>')
    assert client.get("/terms/?version=-1&version=x").text.count("<p>Second.</p>") == 1
    assert client.get("/privacy/").text == "as built"


@pytest.mark.parametrize("path", ["passwords/en", "terms/fr", "terms", "terms/en/1"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    put("Text.")
    assert client.get(f"/lender-texts/{path}").text in ("", "as built")
