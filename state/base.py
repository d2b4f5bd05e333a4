"""Whose event this is: every handler that touches data asks here first (ADR 0004)."""

import reflex as rx

from services.doors import Door
from services.errors import NotLoggedIn
from services.sessions import cookie_name, token_in_cookies, which_agent, who_is
from services.subject import AgentSubject, Subject


def subject_of(state: rx.State) -> Subject:
    """The borrower whose cookie came with the tab's socket, looked up in SQL now.

    Raises `NotLoggedIn`. It blocks for a read of the database: call it in the handler's thread.
    """
    subject = who_is(token_in_cookies(state.router.headers.cookie))
    if subject is None:
        raise NotLoggedIn()
    return subject


def agent_of(state: rx.State) -> AgentSubject:
    """`subject_of` for the screens of the LMS."""
    agent = which_agent(token_in_cookies(state.router.headers.cookie, cookie_name(Door.LMS)))
    if agent is None:
        raise NotLoggedIn()
    return agent
