"""`/dev/inbox.json`: what the demo has mailed and texted. Elsewhere there is no such address."""

from datetime import UTC

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portal_app.routes import DEV_INBOX_JSON
from portal_app.settings import get_settings
from services.database import reading
from services.messages.inbox import InboxMessage, inbox


async def get_inbox(request: Request) -> Response:
    """`?to=` an email address or a phone number; `&all=1` adds what the page shows beside."""
    if not get_settings().portal_demo:
        return Response(status_code=404)
    messages = await run_in_threadpool(_read, request.query_params.get("to", ""))
    as_json = _whole if "all" in request.query_params else _plain
    return JSONResponse(
        [as_json(message) for message in messages], headers={"Cache-Control": "no-store"}
    )


def _read(to: str) -> list[InboxMessage]:
    with reading() as session:
        return inbox(session, to)


def _plain(message: InboxMessage) -> dict[str, str]:
    """Names that scripts rely on."""
    return {
        "to": message.to,
        "channel": message.channel,
        "subject": message.subject,
        "text": message.text,
        "sent_at": message.sent_at.astimezone(UTC).isoformat(),
    }


def _whole(message: InboxMessage) -> dict[str, str | int]:
    beside = {"id": message.id, "html": message.html, "problem": message.problem}
    return {**_plain(message), **beside}


ROUTES = [Route(DEV_INBOX_JSON, get_inbox, methods=["GET"])]
