"""The session's cookie: HttpOnly, this host only, named after the port (ADR 0005)."""

from starlette.responses import Response

from services.sessions import ABSOLUTE, cookie_name


def set_session(response: Response, token: str) -> None:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


def forget_session(response: Response) -> None:
    response.delete_cookie(cookie_name(), path="/", secure=True, httponly=True, samesite="lax")
