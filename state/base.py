"""Whose event this is: every handler that touches data asks here first (ADR 0004)."""

from typing import Any

import reflex as rx
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from services.doors import Door
from services.errors import NotLoggedIn
from services.sessions import cookie_name, token_in_cookies, which_agent, who_is
from services.subject import AgentSubject, Subject


def subject_of(state: rx.State) -> Subject:
    """The borrower whose cookie came with the tab's socket, looked up in SQL now.

    Raises `NotLoggedIn`. The guard has noted the use. It blocks for a read of the database: call
    it in the handler's thread.
    """
    subject = who_is(token_in_cookies(state.router.headers.cookie), used=False)
    if subject is None:
        raise NotLoggedIn()
    return subject


def agent_of(state: rx.State) -> AgentSubject:
    """`subject_of` for the screens of the LMS."""
    agent = which_agent(
        token_in_cookies(state.router.headers.cookie, cookie_name(Door.LMS)), used=False
    )
    if agent is None:
        raise NotLoggedIn()
    return agent


def page_events(state: rx.State) -> list[Any]:
    """What the page that the tab shows runs when it is opened."""
    app = RegistrationContext.get().app
    return list(Event.from_event_type(app.get_load_events(state.router.url.path)))
