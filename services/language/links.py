"""Addresses of pages in the current language."""

from urllib.parse import urlsplit, urlunsplit

from portal_app.routes import in_language
from services.language.catalog import current_language


def href(path: str) -> str:
    """`/accounts?tab=x` in Spanish is `/es/accounts/?tab=x`.

    The slash saves the redirect that the server answers without it.
    """
    parts = urlsplit(path)
    slashed = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return urlunsplit(parts._replace(path=in_language(slashed, current_language())))
