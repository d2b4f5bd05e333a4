"""Our cookies: HttpOnly, this host only, named after the port (ADR 0005)."""

from datetime import timedelta

from starlette.responses import Response

from services.doors import Door
from services.sessions import ABSOLUTE, cookie_name, pending_cookie_name


def set_session(response: Response, token: str, door: Door = Door.PORTAL) -> None:
    """The session, in place of the log-in that was pending."""
    set_token(response, cookie_name(door), token, ABSOLUTE)
    forget(response, pending_cookie_name(door))


def forget_session(response: Response, door: Door = Door.PORTAL) -> None:
    forget(response, cookie_name(door))
    forget(response, pending_cookie_name(door))


def set_token(response: Response, name: str, token: str, life: timedelta) -> None:
    """A secret of ours in this browser; SameSite=Lax, so that links in mails work."""
    response.set_cookie(
        name,
        token,
        max_age=int(life.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
