"""Whose event this is: every handler that touches data asks here first (ADR 0004)."""

import reflex as rx

from services.errors import NotLoggedIn
from services.sessions import token_in_cookies, who_is
from services.subject import Subject


def subject_of(state: rx.State) -> Subject:
    """The borrower whose cookie came with the tab's socket, looked up in SQL now.

    Raises `NotLoggedIn`. It blocks for a read of the database: call it in the handler's thread.
    """
    subject = who_is(token_in_cookies(state.router.headers.cookie))
    if subject is None:
        raise NotLoggedIn()
    return subject
