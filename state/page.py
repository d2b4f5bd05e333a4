"""What the states of all screens share: language of the page, reading for its borrower."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote, unquote

import reflex as rx
from reflex.state import BaseState

from portal_app.routes import LOGIN, in_language, split_language
from services.database import reading
from services.errors import NotFound, NotLoggedIn, PortalError
from services.language import use_language
from services.subject import Subject
from state.base import subject_of
from state.run import in_thread

P = ParamSpec("P")
T = TypeVar("T")


def language_of(state: rx.State) -> str:
    """The language of the page that the tab shows: its path says it (ADR 0015)."""
    return split_language(str(state.router.url.path))[0]


def last_part(state: rx.State) -> str:
    """The last segment of the page's path: the number on an account's page."""
    return unquote(split_language(str(state.router.url.path))[1].rsplit("/", 1)[-1])


async def for_subject(
    state: rx.State,
    service: Callable[Concatenate[Subject, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """`service(subject, …)` in the pool. Raises NotLoggedIn."""

    def call() -> T:
        return service(subject_of(state), *args, **kwargs)

    return await in_thread(call)


async def read(state: rx.State, service: Callable[..., T], *args: object) -> T:
    """`service(session, subject, …)` with a session for queries. Raises NotLoggedIn."""

    def call(subject: Subject) -> T:
        with reading() as session:
            return service(session, subject, *args)

    return await for_subject(state, call)


def put(state: rx.State, **values: object) -> None:
    """Set the vars whose value is another: Reflex sends what is assigned, equal or not."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)


def empty(state: rx.State) -> None:
    """`state.reset()`, of which only what differs is sent."""
    fields = state.get_fields()
    put(state, **{name: fields[name].default_value() for name in type(state).__annotations__})


async def show(
    state: rx.State,
    service: Callable[..., object],
    *args: object,
    missing: str = "failed",
    into: str = "view",
) -> Any:
    """Fill the vars `into`, from `service(session, subject, …)`, and `status`.

    `status` becomes ready, failed, or `missing` after `NotFound`; `into` is then the empty one. An
    ended session empties the whole state. Returns the event that leads to log-in, or None.
    """
    view, status = state.get_fields()[into].default_value(), "ready"
    with use_language(language_of(state)):
        try:
            view = await read(state, service, *args)
        except NotLoggedIn:
            state.reset()
            return to_login(state)
        except NotFound:
            status = missing
        except PortalError:
            status = "failed"
    put(state, status=status, **{into: view})
    return None


def to_login(state: rx.State) -> Any:
    """The session has ended; `assets/js/session.js` makes it a full page load."""
    after = quote(address_of(state), safe="/")
    login = in_language(LOGIN, language_of(state))
    return rx.redirect(f"{login}/?next={after}#ended", replace=True)


def address_of(state: BaseState) -> str:
    """Path and query of the page that the tab is on; the client says so."""
    url = state.router.url
    return f"{url.path}?{url.query}" if url.query else str(url.path)
