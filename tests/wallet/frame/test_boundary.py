"""What crosses the line between the two sites, and what does not."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.wallet.support.form import Form
from tests.wallet.support.frames import open_session
from tests.wallet.support.host import Host
from tests.wallet.support.server import WalletServer

pytestmark = pytest.mark.e2e
Shown = Callable[..., Form]


def test_the_ticket_leaves_the_address_and_nothing_is_stored(shown: Shown) -> None:
    form = shown()
    form.type_card()
    assert "#" not in form.inner.url
    assert form.inner.evaluate("[location.hash, history.length]")[0] == ""
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    kept = form.inner.evaluate(
        "JSON.stringify([document.cookie, location.href, document.referrer, history.state,"
        " [...document.querySelectorAll('input[type=text]')].map((one) => one.value)])"
    )
    assert "4242" not in kept
    assert form.session["id"] not in kept
    cookies = form.page.context.cookies()
    stored = form.inner.evaluate(  # a browser may also refuse a third party any storage
        "(() => { try { return localStorage.length + sessionStorage.length }"
        " catch { return 0 } })()"
    )
    assert stored == 0
    assert [cookie["name"] for cookie in cookies] == ["portal"]  # the host's own


def test_no_cookie_travels_between_the_sites(shown: Shown) -> None:
    form = shown()
    sent: list[dict[str, str]] = []
    form.page.on("request", lambda request: sent.append(request.all_headers()))
    form.type_card()
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    assert sent
    assert not any("cookie" in headers or "referer" in headers for headers in sent)


def test_a_used_ticket_is_told_and_a_fresh_one_keeps_what_was_typed(shown: Shown) -> None:
    form = shown()
    form.type_card()
    form.give(form.session)  # its ticket was used
    form.wait_to_hear("expired")
    expect(form.frame.get_by_role("alert")).to_contain_text("expired")
    form.session = open_session(form.server.client)
    form.give(form.session)
    form.wait_to_hear("ready", times=2)
    expect(form.field("Card number")).to_have_value("4242 4242 4242 4242")
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    assert form.asked()["payment_profile"]["last4"] == "4242"


def test_escape_asks_the_portal_to_close(shown: Shown) -> None:
    form = shown()
    form.field("Card number").press("Escape")
    form.wait_to_hear("cancelled")


def test_only_the_portals_own_words_change_the_theme(shown: Shown) -> None:
    form = shown()
    wallet = str(form.server.client.base_url).rstrip("/")
    say = "([data, origin]) => frame.contentWindow.postMessage(data, origin)"
    for wrong in (
        {"source": "portal", "type": "theme", "scheme": "pink"},
        {"source": "wallet", "type": "theme", "scheme": "dark"},
        {"source": "portal", "type": "theme", "scheme": "dark", "more": 1},
        "dark",
        None,
    ):
        form.page.evaluate(say, [wrong, wallet])
    form.inner.evaluate(  # from itself: the right shape, the wrong window
        "postMessage({source: 'portal', type: 'theme', scheme: 'dark'}, location.origin)"
    )
    form.page.evaluate(say, [{"source": "portal", "type": "theme", "scheme": "light"}, wallet])
    root = form.frame.locator("html")
    expect(root).to_have_class("light")
    form.page.evaluate(say, [{"source": "portal", "type": "theme", "scheme": "dark"}, wallet])
    expect(root).to_have_class("dark")


def test_alone_in_a_tab_it_takes_nothing(shown: Shown, server: WalletServer) -> None:
    """Else somebody could send the link of their own form, and be given the reader's card."""
    form = shown()
    opened = open_session(server.client)
    asked: list[str] = []
    form.page.on("request", lambda request: asked.append(request.url))
    form.page.goto(opened["url"])
    expect(form.page.get_by_text("works only inside your lender's portal")).to_be_visible()
    expect(form.page.get_by_role("button", name="Save")).to_have_count(0)
    assert "#" not in form.page.url
    form.page.evaluate("address => { location.hash = address.split('#')[1] }", opened["url"])
    expect(form.page.get_by_role("textbox")).to_have_count(0)
    assert not any(url.endswith("/frames/sessions") for url in asked)
    found = server.client.get(f"/v1/sessions/{opened['id']}").json()
    assert found["status"] == "open"


def test_another_site_cannot_frame_it(shown: Shown, server: WalletServer) -> None:
    form = shown()
    with Host() as stranger:
        url = open_session(server.client)["url"]
        with form.page.context.expect_event("requestfailed") as failed:
            form.page.goto(f"{stranger.url}/?frame={quote(url, safe='')}")
        assert "ERR_BLOCKED_BY_RESPONSE" in failed.value.failure
        assert form.page.evaluate("heard") == []
