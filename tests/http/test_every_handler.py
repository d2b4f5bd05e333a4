"""The guard alone: which of Reflex's registered handlers it lets whom call."""

import pytest
from reflex.istate.data import RouterData
from reflex.state import State, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine

from portal_app.http import guard as guards
from portal_app.http.buckets import BURST, MOST_KEYS, Buckets
from portal_app.http.guard import ANONYMOUS, Guard
from portal_app.portal_app import app
from services.database import unit_of_work
from services.errors import Busy, NotLoggedIn
from services.sessions import cookie_name, end
from state.base import subject_of
from state.visitor import VisitorState
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.borrowers import borrower, entered

HANDLERS = RegistrationContext.get().event_handlers


def _of(*packages: str) -> set[str]:
    """Handlers of the states in these packages; by where they are written, not by their name."""
    return {
        name
        for name, known in HANDLERS.items()
        if known.states[0].__module__.startswith(packages) and not name.endswith(".setvar")
    }


OPEN = ANONYMOUS | _of("state.log_in")
AGENTS = _of("state.lms")
BORROWERS = _of("state.") - AGENTS - OPEN
LOAD = next(name for name in BORROWERS if name.endswith("accounts_state.load"))


def tab(cookie: str = "", token: str = "tab-1") -> State:
    state = State(_reflex_internal_init=True)
    arrive(state, cookie, token)
    return state


def arrive(state: State, cookie: str, token: str = "tab-1", path: str = "/accounts") -> None:
    headers = {"cookie": cookie, "origin": "http://localhost:8000"}
    page = {"pathname": "/accounts", "asPath": path}
    state.router_data = {"token": token, "headers": headers, **page}
    state.router = RouterData.from_router_data(state.router_data)


async def answer(guard: Guard, state: State, name: str) -> StateUpdate | None:
    return await guard.preprocess(app, state, Event(name=name, payload={"x": {"a": [1]}}))


def passed(cookie: str) -> set[str]:
    """What a tab with that cookie may call; it is told nothing of the rest."""

    async def ask() -> set[str]:
        may: set[str] = set()
        for name in HANDLERS:
            said = await answer(Guard(), tab(cookie), name)
            if said is None:
                may.add(name)
            else:
                assert said.delta == {}, name
                assert [one.name for one in said.events] in ([], ["_redirect"]), name
        return may

    return run(ask())


@pytest.fixture
def maria(portal_db: Engine) -> str:
    """Her session's token."""
    borrower("maria@example.com")
    return entered("maria@example.com")


def of(token: str) -> str:
    return f"{cookie_name()}={token}"


def test_what_strangers_may_call_is_reflexs_own() -> None:
    assert HANDLERS.keys() >= ANONYMOUS
    ours = [name for name in ANONYMOUS if ".state___" in name or name.endswith(".setvar")]
    assert ours == []
    assert len(BORROWERS) > 10


@pytest.mark.parametrize("cookie", ["", "x=y", "__Host-portal-8000=" + "x" * 43, ";;=\x00"])
def test_a_stranger_runs_nothing(portal_db: Engine, cookie: str) -> None:
    assert passed(cookie) == OPEN


def test_a_session_opens_its_own_door_and_no_other(maria: str) -> None:
    hers, theirs = passed(of(maria)), passed(agent_cookie())
    assert hers >= OPEN | BORROWERS
    assert theirs == OPEN | AGENTS
    assert not hers & AGENTS
    assert not [name for name in hers if name.endswith(".setvar")]
    with unit_of_work() as session:
        end(session, maria)
    assert passed(of(maria)) == OPEN
    with pytest.raises(NotLoggedIn):
        subject_of(tab(of(maria)))


def test_a_refused_tab_leaves_for_log_in(portal_db: Engine) -> None:
    said = run(answer(Guard(), tab(), LOAD))
    assert said
    (event,) = said.events
    assert (event.name, event.payload["path"]) == ("_redirect", "/login/?next=/accounts#ended")


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("/accounts/?tab=documents&q=a%26b", "/accounts/%3Ftab%3Ddocuments%26q%3Da%2526b"),
        ("//evil.example/?tab=1", ""),
        ("/accounts/?q=" + "x" * 600, ""),
    ],
)
def test_log_in_is_told_of_the_page_and_its_query(portal_db: Engine, path: str, after: str) -> None:
    state = tab()
    arrive(state, "", path=path)
    said = run(answer(Guard(), state, LOAD))
    assert said
    (event,) = said.events
    assert event.payload["path"] == f"/login/?next={after}#ended"


def test_a_view_is_emptied_before_another_sessions_event(maria: str) -> None:
    borrower("luis@example.com")

    async def taken_over() -> str:
        state, guard = tab(of(maria)), Guard()
        await answer(guard, state, LOAD)
        (await state.get_state(VisitorState)).name = "Maria Reyes"
        arrive(state, of(entered("luis@example.com")))
        assert await answer(guard, state, LOAD) is None
        return (await state.get_state(VisitorState)).name

    assert run(taken_over()) == ""


def test_a_view_stays_while_its_session_does(maria: str) -> None:
    async def used_twice() -> str:
        state, guard = tab(of(maria)), Guard()
        await answer(guard, state, LOAD)
        (await state.get_state(VisitorState)).name = "Maria Reyes"
        await answer(guard, state, LOAD)
        return (await state.get_state(VisitorState)).name

    assert run(used_twice()) == "Maria Reyes"


def test_nothing_passes_while_nobody_knows_who_it_is(
    maria: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object, **_named: object) -> None:
        raise Busy

    monkeypatch.setattr(guards, "visitors", busy)
    assert passed(of(maria)) == set()


@pytest.mark.parametrize("tabs", [1, BURST + 20])
def test_a_tab_and_all_tabs_of_a_session_have_a_rate(maria: str, tabs: int) -> None:
    async def flood() -> int:
        guard = Guard()
        guard._buckets = Buckets(lambda: 0.0)
        opened = [tab(of(maria), f"tab-{number}") for number in range(int(tabs))]
        states = opened * (int(BURST + 20) // len(opened))
        return [await answer(guard, state, LOAD) for state in states].count(None)

    assert run(flood()) == BURST


def test_a_strangers_tab_has_a_rate(portal_db: Engine) -> None:
    async def flood() -> int:
        guard, state = Guard(), tab()
        guard._buckets = Buckets(lambda: 0.0)
        names = [next(iter(ANONYMOUS))] * int(BURST + 20)
        return [await answer(guard, state, name) for name in names].count(None)

    assert run(flood()) == BURST


def test_a_flood_is_cut_and_flows_again() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    assert sum(buckets.take("tab") for _ in range(3_000)) == BURST
    assert buckets.take("another")
    now[0] += 1
    assert sum(buckets.take("tab") for _ in range(100)) == 20


def test_buckets_stay_few() -> None:
    buckets = Buckets(lambda: 0.0)
    for number in range(MOST_KEYS + 10):
        buckets.take(str(number))
    assert len(buckets._left) == MOST_KEYS
