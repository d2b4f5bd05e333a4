"""`POST /webhooks/sms`: what people text back, as the SMS gateway passes it on.

Keyed by `PORTAL_SMS_SECRET`: `Authorization: Bearer …`, or as the password of Basic, which stands
in the address that Twilio and its like are given. A form with `From` and `Body`, or JSON.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal_app import routes
from portal_app.http.posts import Refused, small_body
from portal_app.settings import get_settings
from services.errors import Busy
from services.sms_replies import take_in

_NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""TwiML: our own answer leaves through the outbox, as every text does."""
_WORDS = ("body", "text", "message")


async def sms_replies(request: Request) -> Response:
    """200 taken in (also what is no keyword) · 400 no reply · 401 secret · 404 none is set ·
    413 size · 415 kind · 503 come again.
    """
    secret = get_settings().sms_secret()
    if not secret:
        return Response(status_code=404)
    if not hmac.compare_digest(_given(request).encode(), secret.encode()):
        return Response(status_code=401, headers={"WWW-Authenticate": 'Basic realm="sms"'})
    try:
        body = await small_body(request)
    except Refused as refused:
        return Response(status_code=refused.status)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    read = _READERS.get(kind)
    if read is None:
        return Response(status_code=415)
    try:
        sender, words = read(body)
    except (ValueError, RecursionError):
        return Response(status_code=400)
    try:
        await run_in_threadpool(take_in, sender, words)
    except Busy:
        return Response(status_code=503, headers={"Retry-After": "5"})
    if kind == _JSON:
        return Response("{}", media_type=_JSON)
    return Response(_NOTHING_TO_SAY, media_type="application/xml")


def _given(request: Request) -> str:
    scheme, _space, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def _form(body: bytes) -> tuple[str, str]:
    return _reply(dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=60)))


def _json_object(body: bytes) -> tuple[str, str]:
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return _reply(found)


def _reply(given: Mapping[Any, Any]) -> tuple[str, str]:
    """Number and words. Raises ValueError for what lacks either."""
    fields = {str(name).lower(): value for name, value in given.items()}
    sender = fields.get("from")
    words = next((fields[name] for name in _WORDS if name in fields), None)
    if not isinstance(sender, str) or not isinstance(words, str):
        raise ValueError("no number, or no words")
    return sender, words


_JSON = "application/json"
_READERS = {"application/x-www-form-urlencoded": _form, _JSON: _json_object}
ROUTES = [Route(routes.SMS_REPLIES, sms_replies, methods=["POST"])]
