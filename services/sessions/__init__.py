"""Sessions in SQL: start, whose is it, end."""

from services.sessions.flows import (
    ABSOLUTE,
    IDLE,
    cookie_name,
    end,
    end_all,
    start,
    subject_for,
    token_in_cookies,
    who_is,
)

__all__ = [
    "ABSOLUTE",
    "IDLE",
    "cookie_name",
    "end",
    "end_all",
    "start",
    "subject_for",
    "token_in_cookies",
    "who_is",
]
