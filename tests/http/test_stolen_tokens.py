"""A tab's token, in the wrong hands, leads nowhere."""

import pytest

from tests.support.aio import run
from tests.support.demo_web import LUIS, MARIA, DemoWeb, about_to_pay, handler
from tests.support.tab import Tab

pytestmark = pytest.mark.xdist_group("sockets")


@pytest.mark.parametrize(("thief", "boot"), [("", True), (LUIS, True), ("", False)])
def test_what_a_running_handler_says_reaches_no_thief(web: DemoWeb, thief: str, boot: bool) -> None:
    async def steal() -> str:
        victim = await about_to_pay(web, web.session_of(MARIA))
        await victim.send(handler("pay_state.pay"), {})
        while '"paying_rx_state_":true' not in victim.heard[-1]:
            await victim.next()
        await victim.close()
        cookie = web.session_of(thief) if thief else ""
        async with await Tab.open(web.port, cookie, token=victim.token, boot=boot) as tab:
            await tab.settle()
            assert tab.token != victim.token
            return "".join(tab.heard)

    heard = run(steal())
    assert "paying_rx_state_" not in heard.replace('"paying_rx_state_":false', "")
    assert not [one for one in ("Maria", "L-1082") if one in heard]
