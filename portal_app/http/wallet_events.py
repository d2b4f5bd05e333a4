"""`POST /webhooks/wallet`: signed events; what they say is looked up in the wallet."""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal_app import routes
from portal_app.http.posts import Refused, small_body
from portal_app.settings import get_settings
from services.payments import gateways
from services.payments.events import take_in
from services.payments.gateway import (
    OutcomeUnknown,
    WalletEventNotice,
    WalletUnavailable,
    key_in,
)
from services.payments.waiting_events import set_aside

LARGEST_BODY = 64 * 1024
TOLERANCE_SECONDS = 300
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


async def wallet_events(request: Request) -> Response:
    """204 taken in, known, set aside · 400 no event · 401 signature · 413 size · 503 come again."""
    try:
        body = await small_body(request, LARGEST_BODY)
    except Refused as refused:
        return Response(status_code=refused.status)
    header = request.headers.get("Wallet-Signature", "")
    if not is_signed(header, body, get_settings().event_secrets(), time.time()):
        return Response(status_code=401)
    notice = _notice(body)
    if notice is None:
        return Response(status_code=400)
    try:
        await run_in_threadpool(take_in, notice, gateways.current())
    except (OutcomeUnknown, WalletUnavailable):
        return Response(status_code=503, headers={"Retry-After": "5"})
    except Exception as error:  # sent again it would fail again: it is kept here, and told of
        await run_in_threadpool(set_aside, notice, error)
    return Response(status_code=204)


def is_signed(header: str, body: bytes, secrets: Sequence[str], now: float) -> bool:
    """`t=<unix seconds>,v1=<hex>…`: any v1 by any secret, t within five minutes of `now`."""
    pairs = [part.strip().partition("=")[::2] for part in header.split(",")]
    times = [value for name, value in pairs if name == "t"]
    if len(times) != 1 or not re.fullmatch(r"[0-9]{1,12}", times[0]):
        return False
    if abs(now - int(times[0])) > TOLERANCE_SECONDS:
        return False
    given = [value.encode() for name, value in pairs if name == "v1"][:10]
    signed = times[0].encode() + b"." + body
    expected = [
        hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode() for secret in secrets
    ]
    matches = [hmac.compare_digest(one, other) for one in given for other in expected]
    return any(matches)


def _notice(body: bytes) -> WalletEventNotice | None:
    try:
        event = json.loads(body)
        identity, kind, data = event["id"], event["type"], event["data"]
        key = key_in(kind, data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not (isinstance(identity, str) and isinstance(kind, str) and isinstance(key, str)):
        return None
    if not _ID.fullmatch(identity) or len(kind) > 60 or len(key) > 255:
        return None
    return WalletEventNotice(identity, kind, key)


ROUTES = [Route(routes.WALLET_EVENTS, wallet_events, methods=["POST"])]
