"""The address that a request came from, behind as many proxies as the settings trust."""

from starlette.requests import HTTPConnection

from portal_app.settings import get_settings


def client_address(request: HTTPConnection) -> str:
    """The nearest one that a trusted proxy did not write itself; "" when unknown."""
    hops = get_settings().portal_trusted_proxies
    peer = request.client.host if request.client else ""
    if hops == 0:
        return peer
    named = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    chain = [part.strip() for part in named if part.strip()]
    return chain[-hops] if len(chain) >= hops else peer
