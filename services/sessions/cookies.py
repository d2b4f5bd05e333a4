"""Names of the cookies, and what is in them.

Cookies ignore ports, so each name carries it: two portals on one machine stay apart.
"""

from http.cookies import CookieError, SimpleCookie

from models.customers import Door
from portal_app.settings import get_settings
from services.sealing import TOKEN_LENGTH


def cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a session."""
    return _name(door.value)


def pending_cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a log-in whose second step is still to come."""
    return _name(f"{door}-pending")


def device_cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a trusted device; log-out leaves it."""
    return _name(f"{door}-device")


def browser_cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a browser that somebody logged in with; log-out leaves it. It opens nothing."""
    return _name(f"{door}-browser")


def link_cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a single-use link that was opened: its token leaves the address."""
    return _name(f"{door}-link")


def passkey_cookie_name(door: Door = Door.PORTAL) -> str:
    """Of a browser that asked for a passkey's challenge: nobody else's answer fits it."""
    return _name(f"{door}-passkey")


def token_in_cookies(header: str, name: str | None = None) -> str:
    """The token in a `Cookie` header, or ""; `name` is the borrower's session unless told."""
    try:
        found = SimpleCookie(header).get(name or cookie_name())
    except CookieError:
        return ""
    return found.value if found and len(found.value) == TOKEN_LENGTH else ""


def _name(part: str) -> str:
    return f"__Host-{part}-{get_settings().portal_port}"
