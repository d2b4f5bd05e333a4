"""Every handler of ours called with the guard left out, hostile arguments included.

Neither a stranger nor another borrower changes a row, or sees Maria's name.
"""

import inspect

import pytest
from reflex.istate.data import RouterData
from reflex.state import State
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine, select

from models import metadata
from portal_app.portal_app import app
from services.database import reading
from services.logins import log_in
from services.sessions import cookie_name
from tests.support.aio import run
from tests.support.borrowers import PASSWORD, borrower

_HANDLERS = RegistrationContext.get().event_handlers
OURS = sorted(n for n in _HANDLERS if ".state___" in n and not n.endswith(".setvar"))
HOSTILE = ({"a": 1}, "L-1' OR 1=1 --", -1, float("nan"), None, ["x"] * 3, "٣", True)


def rows() -> dict[str, list[tuple]]:
    with reading() as session:
        return {
            t.name: list(map(tuple, session.execute(select(t)))) for t in metadata.sorted_tables
        }


async def call(name: str, cookie: str, value: object) -> str:
    """The tab's whole state afterwards, as it would be sent."""
    root = State(_reflex_internal_init=True)
    root.router_data = {"headers": {"cookie": cookie}, "pathname": "/accounts/L-1"}
    root.router = RouterData.from_router_data(root.router_data)
    registered = _HANDLERS[name]
    state = await root.get_state(registered.states[0])
    handler = registered.handler.fn
    wanted = len(inspect.signature(handler).parameters) - 1
    try:
        answer = handler(state, *[value] * wanted)
        if inspect.isasyncgen(answer):
            async for _ in answer:
                pass
        elif inspect.isawaitable(answer):
            await answer
    except Exception as error:  # a fault is an answer too; what counts is what it did
        return repr(error)
    return repr(state.dict())


@pytest.mark.parametrize("who", ["stranger", "luis"])
@pytest.mark.parametrize("name", OURS)
def test_nothing_changes_and_nothing_leaks(portal_db: Engine, name: str, who: str) -> None:
    assert app
    borrower("maria@example.com")
    borrower("luis@example.com")
    cookie = ""
    if who == "luis":
        token, _ = log_in("luis@example.com", PASSWORD, "127.0.0.1", "")
        cookie = f"{cookie_name()}={token}"
    before = rows()
    for value in HOSTILE:
        assert "Maria" not in run(call(name, cookie, value))
    assert rows() == before
