"""What is typed into the customers' search counts, whatever an earlier search left in the state."""

from typing import Any

import pytest
from reflex.istate.data import RouterData
from reflex.state import State
from sqlalchemy import Engine

from portal_app.portal_app import app
from services.roles import AgentRole
from state.lms.customers import CustomersState
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.customers import customer


class Tab:
    """A tab's state; `at` is what its address asks for when an event comes."""

    def __init__(self) -> None:
        self.root = State(_reflex_internal_init=True)
        self.cookie = agent_cookie(AgentRole.VIEWER)
        self.at("")

    def at(self, query: str) -> "Tab":
        headers = {"cookie": self.cookie, "origin": "http://localhost:8000"}
        page = f"/lms/customers/{query}"
        self.root.router_data = {"headers": headers, "pathname": page, "asPath": page}
        self.root.router = RouterData.from_router_data(self.root.router_data)
        return self

    def load(self) -> list[str]:
        """Emails that are listed then."""

        async def read() -> list[str]:
            state = await self.root.get_state(CustomersState)
            await CustomersState.event_handlers["load"].fn(state)
            return [row.email for row in state.rows]

        return run(read())

    def type(self, typed: Any) -> str | None:
        """Where the page goes; None: it stays."""

        async def send() -> str | None:
            state = await self.root.get_state(CustomersState)
            event = CustomersState.event_handlers["search"].fn(state, typed)
            return event and {str(k): str(v) for k, v in event.args}["path"].strip('"')

        return run(send())


@pytest.fixture
def tab(portal_db: Engine) -> Tab:
    assert app
    customer("maria@example.com", "Maria", "Reyes")
    customer("luis@example.com", "Luis", "Ortega")
    return Tab()


def test_what_was_searched_before_a_reload_is_searched_again(tab: Tab) -> None:
    """The state outlives a reload; the address is the page's that was opened."""
    assert tab.at("?q=maria").load() == ["maria@example.com"]
    tab.at("")
    assert tab.type("maria") == "/lms/customers/?q=maria", "before the new page's load"
    assert len(tab.load()) == 2
    assert tab.type("maria") == "/lms/customers/?q=maria", "after it"
    assert tab.at("?q=maria").load() == ["maria@example.com"]


def test_a_load_that_comes_late_takes_no_search_away(tab: Tab) -> None:
    assert tab.type("luis") == "/lms/customers/?q=luis"
    assert len(tab.load()) == 2
    assert tab.at("?q=luis").load() == ["luis@example.com"]


def test_what_is_erased_before_the_address_followed_lists_all(tab: Tab) -> None:
    tab.load()
    assert tab.type("luis")
    assert tab.type("") == "/lms/customers/"


def test_what_is_listed_already_is_not_searched_twice(tab: Tab) -> None:
    tab.at("?q=maria").load()
    assert tab.type("maria") is None


@pytest.mark.parametrize("typed", [None, 7, {"q": "maria"}, ["maria"], True])
def test_what_is_no_text_is_no_search(tab: Tab, typed: object) -> None:
    tab.at("?q=maria").load()
    assert tab.type(typed) is None
