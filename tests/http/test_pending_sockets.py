"""Sockets of a browser whose second step is still to come: no handler but its own page's."""

from urllib.parse import urlencode

import pytest

from portal_app.demo_logins import PASSWORD
from tests.support.aio import run
from tests.support.demo_web import HANDLERS, DemoWeb, changed, handler
from tests.support.tab import Tab

pytestmark = pytest.mark.xdist_group("sockets")

SAM, ALEX = "sam.okafor@example.com", "alex.chen@example.com"
VERIFY, SET_UP = handler("verify_state.load"), handler("set_up_state.load")


def pending(web: DemoWeb, email: str) -> str:
    """The cookie between password and session."""
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": web.base}
    body = urlencode({"email": email, "password": PASSWORD, "language": "en"})
    answer, _ = web.request("POST", "/session/log-in", body, **form)
    (cookie,) = (one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or [])
    return cookie


async def heard(web: DemoWeb, cookie: str, path: str, *names: str) -> str:
    async with await Tab.open(web.port, cookie, path=path) as tab:
        for name in names:
            await tab.send(name, {})
            await tab.settle()
        return "".join(tab.heard)


def test_no_handler_of_the_portal_or_the_lms_answers(web: DemoWeb) -> None:
    cookie = pending(web, SAM)
    before = web.rows()
    names = [name for name in HANDLERS if name.endswith(".load") and "log_in" not in name]
    assert len(names) > 3
    for name in names:  # a tab of its own each: one that sends so much is told to slow down
        told = run(heard(web, cookie, "/accounts", name))
        assert "Okafor" not in told
        assert "/login/?next=" in told
    assert not changed(before, web.rows())


def test_its_own_page_says_where_the_code_went_and_no_more(web: DemoWeb) -> None:
    told = run(heard(web, pending(web, SAM), "/login/verify", VERIFY))
    assert "0143" in told
    assert "5550143" not in told


def test_a_secret_is_heard_by_the_browser_that_sets_it_up_alone(web: DemoWeb) -> None:
    own = run(heard(web, pending(web, ALEX), "/login/setup", SET_UP))
    assert "otpauth://totp/" in own
    for cookie in ("", pending(web, SAM)):
        other = run(heard(web, cookie, "/login/setup", SET_UP))
        assert "otpauth" not in other
        assert "/login/#ended" in other


def test_a_tab_that_another_log_in_takes_over_shows_nothing_of_the_first(web: DemoWeb) -> None:
    async def taken_over() -> str:
        first = await Tab.open(web.port, pending(web, ALEX), path="/login/setup")
        await first.send(SET_UP, {})
        await first.settle()
        assert "otpauth" in "".join(first.heard)
        await first.close()
        async with await Tab.open(
            web.port, pending(web, SAM), token=first.token, path="/login/verify"
        ) as second:
            await second.send(VERIFY, {})
            await second.settle()
            return "".join(second.heard)

    assert "otpauth" not in run(taken_over())
