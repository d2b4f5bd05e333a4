"""What the states of the agents' screens share: `state.page` for a session of the LMS."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx

from portal_app.routes import LMS_LOGIN
from services.audit import record_refusal
from services.customers.words import agent_words
from services.database import reading, unit_of_work
from services.errors import NotAllowed, NotLoggedIn, PortalError
from services.subject import AgentSubject
from state.base import agent_of
from state.page import last_part, put
from state.run import in_thread

P = ParamSpec("P")
T = TypeVar("T")


async def for_agent(
    state: rx.State,
    service: Callable[Concatenate[AgentSubject, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """`service(agent, …)` in the pool. Raises NotLoggedIn."""

    def call() -> T:
        return service(agent_of(state), *args, **kwargs)

    return await in_thread(call)


async def read(state: rx.State, service: Callable[..., T], *args: object) -> T:
    """`service(session, agent, …)` with a session for queries. Raises NotLoggedIn."""

    def call(agent: AgentSubject) -> T:
        with reading() as session:
            return service(session, agent, *args)

    return await for_agent(state, call)


async def write(state: rx.State, service: Callable[..., T], *args: object) -> T:
    """`service(session, agent, …)` in a unit of work. Raises NotLoggedIn."""

    def call(agent: AgentSubject) -> T:
        with unit_of_work() as session:
            return service(session, agent, *args)

    return await for_agent(state, call)


def shows_tab(state: Any, tab: str) -> bool:
    """Whether the page shows `tab`; then what was another customer's or account's is forgotten.

    `state._of` keeps whose it is.
    """
    if state.router.url.query_parameters.get("tab") != tab:
        return False
    if state._of != last_part(state):
        state.reset()
        state._of = last_part(state)
    return True


async def show(state: Any, var: str, service: Callable[..., Any], *args: object) -> Any:
    """Fill `var` from `service(session, agent, …)` and set `loaded`; what stood against it goes
    into `problem`. An answer is the way to log-in.
    """
    try:
        found = await read(state, service, *args)
    except NotLoggedIn:
        state.reset()
        return to_login(state)
    except PortalError as error:
        state.problem, state.loaded = agent_words(error), True
        return None
    put(state, **{var: found})
    state.loaded = True
    return None


def to_login(state: rx.State) -> Any:
    """The session has ended."""
    return rx.redirect(f"{LMS_LOGIN}/#ended", replace=True)


async def change(
    state: rx.State, refused: str, service: Callable[..., T], *args: object
) -> tuple[T | None, PortalError | None]:
    """`write`, and what stood against it. `refused`: the entry of the log when the role does not
    reach. Raises NotLoggedIn.
    """
    try:
        return await write(state, service, *args), None
    except NotLoggedIn:
        raise
    except NotAllowed as error:
        await for_agent(state, record_refusal, refused)
        return None, error
    except PortalError as error:
        return None, error
