"""Every handler of Reflex's own registry, called by a stranger through the guard: none runs."""

import pytest
from reflex.istate.data import RouterData
from reflex.state import State
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine

from portal_app.http.buckets import BURST, Buckets
from portal_app.http.guard import ANONYMOUS, LOG_IN, Guard, bind
from portal_app.portal_app import app
from services.database import unit_of_work
from services.errors import NotLoggedIn
from services.sessions import cookie_name, end
from state.base import subject_of
from state.mark import SessionMark
from tests.support.aio import run
from tests.support.borrowers import borrower, entered

REGISTERED = sorted(RegistrationContext.get().event_handlers)


def tab(cookie: str = "", token: str = "tab-1") -> State:
    state = State(_reflex_internal_init=True)
    state.router_data = {"token": token, "headers": {"cookie": cookie}, "pathname": "/accounts"}
    state.router = RouterData.from_router_data(state.router_data)
    return state


def session_cookie(email: str) -> tuple[str, str]:
    token = entered(email)
    return token, f"{cookie_name()}={token}"


def ask(state: State, name: str):
    event = Event(name=name, payload={"x": {"a": [1]}})
    return run(Guard().preprocess(app, state, event))


def test_what_strangers_may_call_is_reflexs_own() -> None:
    assert set(REGISTERED) >= ANONYMOUS
    ours = [name for name in ANONYMOUS if ".state___" in name or name.endswith(".setvar")]
    assert ours == []


@pytest.mark.parametrize("cookie", ["", "x=y", "__Host-portal-8000=" + "x" * 43, ";;=\x00"])
@pytest.mark.parametrize("name", REGISTERED)
def test_a_stranger_runs_nothing(portal_db: Engine, name: str, cookie: str) -> None:
    answer = ask(tab(cookie), name)
    if name in ANONYMOUS or name.startswith(LOG_IN):
        assert answer is None
    else:
        assert answer is not None
        assert answer.delta == {}


def test_a_borrower_passes_until_log_out_but_setvar_never(portal_db: Engine) -> None:
    borrower("maria@example.com")
    token, cookie = session_cookie("maria@example.com")
    load = next(name for name in REGISTERED if name.endswith("accounts_state.load"))
    assert ask(tab(cookie), load) is None
    for name in (name for name in REGISTERED if name.endswith(".setvar")):
        assert ask(tab(cookie), name) is not None
    with unit_of_work() as session:
        end(session, token)
    answer = ask(tab(cookie), load)
    assert answer
    assert [event.name for event in answer.events] == ["_redirect"]
    with pytest.raises(NotLoggedIn):
        subject_of(tab(cookie))


def test_a_view_is_emptied_when_another_session_takes_the_tab(portal_db: Engine) -> None:
    async def taken_over() -> None:
        state = tab()
        await bind(state, "1")
        state.is_hydrated = True
        await bind(state, "1")
        assert state.is_hydrated
        await bind(state, "2")
        assert not state.is_hydrated
        assert (await state.get_state(SessionMark))._owner == "2"

    run(taken_over())


def test_a_flood_is_cut_and_flows_again() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    assert sum(buckets.take("tab") for _ in range(3_000)) == BURST
    assert buckets.take("another")
    now[0] += 1
    assert sum(buckets.take("tab") for _ in range(100)) == 20
