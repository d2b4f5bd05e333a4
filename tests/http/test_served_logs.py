"""What the served process writes down: no password, cookie, token, code or email."""

import re
from urllib.parse import urlencode

import pytest

from tests.support.aio import run
from tests.support.demo_web import MARIA, DemoWeb, about_to_pay, handler
from tests.support.tab import ROOT, Tab
from tests.support.tables import without_table

pytestmark = pytest.mark.xdist_group("sockets")

PASSWORD = "Juniper-demo-2026"
SAM = "sam.okafor@example.com"
TYPED = ("typed-secret", "typed@example.com", "not-her-password", "someone@example.com", "918273")


def post(web: DemoWeb, path: str, cookie: str = "", **fields: str) -> list[str]:
    """The cookies that it sets, `name=value`."""
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": web.base}
    answer, _ = web.request("POST", path, urlencode(fields), Cookie=cookie, **form)
    given = answer.headers.get_all("set-cookie") or []
    return [one.partition(";")[0] for one in given]


def tokens(cookies: list[str]) -> list[str]:
    return [value for one in cookies if len(value := one.partition("=")[2]) > 20]


async def pay_and_mistype(web: DemoWeb, cookie: str) -> str:
    tab = await about_to_pay(web, cookie)
    await tab.send(handler("pay_state.pay"), {})
    await tab.send(f"{ROOT}.update_vars_internal", {"vars": {"x": "typed-secret"}})
    await tab.send(handler("pay_state.choose"), {"choice": "typed-secret", "more": "y"})
    await tab.send(handler("pay_state.open"), {"number": {"email": "typed@example.com"}})
    await tab.settle()
    await tab.send("no.such.handler", {"password": "typed-secret", "email": MARIA})
    await tab.close()
    return tab.token


async def told_of_a_fault(web: DemoWeb, cookie: str) -> str:
    """The token of a tab whose accounts could not be read."""
    async with await Tab.open(web.port, cookie) as tab:
        while not any('"status_rx_state_":"failed"' in one for one in tab.heard):
            await tab.next()
        return tab.token


def test_the_log_keeps_no_secret(web: DemoWeb) -> None:
    entered = post(web, "/session/log-in", email=MARIA, password=PASSWORD)
    assert tokens(entered)
    post(web, "/session/log-in", email="someone@example.com", password="not-her-password")
    pending = post(web, "/session/log-in", email=SAM, password=PASSWORD)
    assert tokens(pending)
    post(web, "/session/verify", "; ".join(pending), code="918273")
    _, inbox = web.get(f"/dev/inbox.json?to={SAM}")
    codes = re.findall(r"(?<!\d)\d{6}(?!\d)", inbox.decode())
    assert codes
    finished = post(web, "/session/verify", "; ".join(pending), code=codes[0], trust="yes")
    assert tokens(finished)
    cookie = web.session_of(MARIA)
    token = run(pay_and_mistype(web, cookie))
    faults = web.log.count("fault ")
    with without_table(web.data_dir, "account_links"):
        faulty = run(told_of_a_fault(web, cookie))
    assert web.log.count("fault ") > faults
    with without_table(web.data_dir, "logins"):  # its message would name who was looked for
        assert not post(web, "/session/log-in", email=MARIA, password=PASSWORD)
    kept = web.log
    assert "Reflex reports" in kept  # it does write: what went wrong above is in it
    assert "OperationalError" in kept
    secrets = [PASSWORD, MARIA, SAM, *TYPED, *codes, token, faulty]
    secrets += tokens([*entered, *pending, *finished, cookie])
    assert [one for one in secrets if one in kept] == []
