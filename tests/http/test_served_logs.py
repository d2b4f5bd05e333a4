"""What the served process writes down: no password, cookie, token or email."""

from urllib.parse import urlencode

import pytest

from tests.support.aio import run
from tests.support.demo_web import MARIA, DemoWeb, about_to_pay, handler
from tests.support.tab import ROOT

pytestmark = pytest.mark.xdist_group("sockets")
PASSWORD = "Juniper-demo-2026"


def test_the_log_keeps_no_secret(web: DemoWeb) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": web.base}
    entered, _ = web.request(
        "POST", "/session/log-in", urlencode({"email": MARIA, "password": PASSWORD}), **form
    )
    assert "set-cookie" in entered.headers
    wrong = {"email": "someone@example.com", "password": "not-her-password"}
    web.request("POST", "/session/log-in", urlencode(wrong), **form)
    cookie = web.session_of(MARIA)

    async def use() -> str:
        tab = await about_to_pay(web, cookie)
        await tab.send(handler("pay_state.pay"), {})
        await tab.send(f"{ROOT}.update_vars_internal", {"vars": {"x": "typed-secret"}})
        await tab.send(handler("pay_state.choose"), {"choice": "typed-secret", "more": "y"})
        await tab.send(handler("pay_state.open"), {"number": {"email": "typed@example.com"}})
        await tab.settle()
        await tab.send("no.such.handler", {"password": "typed-secret", "email": MARIA})
        await tab.close()
        return tab.token

    token = run(use())
    web.get("/healthz")
    kept = web.log
    assert "Reflex reports" in kept  # it does write: the faults above are in it
    secrets = (PASSWORD, "not-her-password", "typed-secret", cookie.partition("=")[2], token, MARIA)
    for secret in (*secrets, "someone@example.com", "typed@example.com"):
        assert secret not in kept, secret
