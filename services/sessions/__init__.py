"""Sessions in SQL: start, whose is it, end."""

from services.sessions.cookies import (
    browser_cookie_name,
    cookie_name,
    device_cookie_name,
    link_cookie_name,
    passkey_cookie_name,
    pending_cookie_name,
    token_in_cookies,
)
from services.sessions.flows import (
    ABSOLUTE,
    FRESH,
    agent_for,
    end,
    end_all,
    end_one,
    has_begun,
    is_fresh,
    logins_of_browser,
    prove,
    start,
    subject_for,
    which_agent,
    who_is,
)
from services.sessions.life import Left, left, stay
from services.sessions.lookup import IDLE

__all__ = [
    "ABSOLUTE",
    "FRESH",
    "IDLE",
    "Left",
    "agent_for",
    "browser_cookie_name",
    "cookie_name",
    "device_cookie_name",
    "end",
    "end_all",
    "end_one",
    "has_begun",
    "is_fresh",
    "left",
    "link_cookie_name",
    "logins_of_browser",
    "passkey_cookie_name",
    "pending_cookie_name",
    "prove",
    "start",
    "stay",
    "subject_for",
    "token_in_cookies",
    "which_agent",
    "who_is",
]
