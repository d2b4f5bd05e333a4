"""What comes of an event, and that it is over, reach the page together: nothing is locked then."""

from typing import Any

import pytest
from sqlmodel import col, select

from models.swipes import Dispute, DisputeReason, Swipe
from services.database import reading
from tests.support.aio import run
from tests.support.demo_web import MARIA, DemoWeb, about_to_pay, handler
from tests.support.tab import Tab

pytestmark = pytest.mark.xdist_group("sockets")


def told_with(tab: Tab, name: str, value: object) -> dict[str, Any]:
    """The vars of the first update in which the var `name` becomes `value`."""
    for update in tab.updates():
        for told in (update.get("delta") or {}).values():
            if told.get(f"{name}_rx_state_") == value:
                return told
    raise AssertionError(f"{name} never was {value!r}")


def newest_swipe(web: DemoWeb) -> int:
    """That nobody disputes."""
    with reading(web.engine) as session:
        disputed = select(Dispute.swipe_id).where(col(Dispute.swipe_id).is_not(None))
        free = select(Swipe.id).where(col(Swipe.id).not_in(disputed))
        return session.exec(free.order_by(col(Swipe.swiped_on).desc())).first() or 0


def test_a_receipt_can_be_closed_from_the_moment_it_is_shown(web: DemoWeb) -> None:
    async def paid() -> dict[str, Any]:
        async with await about_to_pay(web, web.session_of(MARIA)) as tab:
            await tab.send(handler("pay_state.pay"), {})
            await tab.settle()
            return told_with(tab, "step", "receipt")

    assert run(paid())["paying_rx_state_"] is False


def test_a_case_can_be_closed_from_the_moment_it_is_shown(web: DemoWeb) -> None:
    async def opened() -> dict[str, Any]:
        cookie, path = web.session_of(MARIA), "/accounts/C-9035"
        async with await Tab.open(web.port, cookie, path=path) as tab:
            await tab.send(handler("dispute_state.open"), {"thing": f"s{newest_swipe(web)}"})
            form = {"reason": next(iter(DisputeReason)).value, "words": "Not mine."}
            await tab.send(handler("dispute_state.send"), {"form": form})
            await tab.settle()
            return told_with(tab, "step", "case")

    assert run(opened())["sending_rx_state_"] is False
