"""What the states of all screens share: language of the page, reading for its borrower."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote, unquote

import reflex as rx

from portal_app.routes import LOGIN, in_language, split_language
from services.database import reading
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


def to_login(state: rx.State) -> Any:
    """The session has ended; `assets/js/session.js` makes it a full page load."""
    after = quote(str(state.router.url.path), safe="/")
    login = in_language(LOGIN, language_of(state))
    return rx.redirect(f"{login}/?next={after}#ended", replace=True)
