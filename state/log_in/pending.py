"""Which pending log-in a tab belongs to."""

from typing import Any

import reflex as rx

from portal_app.routes import LMS_LOGIN, LOGIN, in_language, split_language
from services.doors import Door, door_of
from services.sessions import pending_cookie_name, token_in_cookies
from state.page import language_of


def pending_of(state: rx.State) -> tuple[str, Door]:
    """The token in the cookie of the page's own door; "" when there is none."""
    door = door_of(split_language(str(state.router.url.path))[1])
    return token_in_cookies(state.router.headers.cookie, pending_cookie_name(door)), door


def to_login_page(state: rx.State) -> Any:
    """The pending log-in is over."""
    is_lms = pending_of(state)[1] is Door.LMS
    login = LMS_LOGIN if is_lms else in_language(LOGIN, language_of(state))
    return rx.redirect(f"{login}/#ended", replace=True)
