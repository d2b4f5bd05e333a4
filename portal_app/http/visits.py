"""What a request tells about itself, and where it goes after log-in."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from portal_app.http.addresses import client_address
from portal_app.http.cookies import forget, set_token
from portal_app.http.posts import language_of, own_path
from portal_app.settings import get_settings
from services.doors import Door, door_of
from services.logins import Visit
from services.sessions import browser_cookie_name, device_cookie_name

_NEXT_LIFE = timedelta(minutes=30)


def door_at(request: Request) -> Door:
    return door_of(request.url.path)


def visit_of(request: Request, form: dict[str, str]) -> Visit:
    return Visit(
        address=client_address(request),
        user_agent=request.headers.get("user-agent", ""),
        language=language_of(form),
        next_path=next_path(request, form),
        device=request.cookies.get(device_cookie_name(door_at(request)), ""),
        browser=request.cookies.get(browser_cookie_name(door_at(request)), ""),
    )


def next_path(request: Request, form: dict[str, str]) -> str:
    """Where the borrower was going: posted, or remembered from a page that log-in replaced."""
    wanted = form.get("next") or request.cookies.get(_next_cookie(), "")
    path = own_path(wanted) or ""
    return path if door_of(path) is door_at(request) else ""


def remember_next(response: Response, path: str) -> None:
    """The log-in page is prerendered and cannot carry it."""
    set_token(response, _next_cookie(), path, _NEXT_LIFE)


def forget_next(response: Response) -> None:
    forget(response, _next_cookie())


def _next_cookie() -> str:
    return f"__Host-next-{get_settings().portal_port}"
