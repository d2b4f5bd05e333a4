"""The lender's terms and privacy text: in the page that is served, and alone for the script.

The built page holds the portal's own text in a marked place. Once the lender has published one,
it is put there on the way out, so that it can be read before and without JavaScript.
"""

import re
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from portal_app.routes import LANGUAGES, LENDER_TEXTS, PRIVACY, TERMS, in_language, split_language
from services.database import reading
from services.errors import Busy
from services.lender_settings.text_pages import text_html
from services.lender_settings.texts import TextKind

BUILT = Path(__file__).parents[2] / ".web" / "build" / "client"
KINDS = {TERMS: TextKind.TERMS, PRIVACY: TextKind.PRIVACY}
_PLACE = re.compile(r"(<div[^>]*data-lender-text=[^>]*)>.*?</div>", re.DOTALL)


class LenderTexts:
    """Answers for the pages whose text the lender has published; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        language, path = split_language(scope["path"])
        if path not in KINDS:
            return await self.app(scope, receive, send)
        number = _number(Request(scope).query_params.get("version", ""))
        text = await run_in_threadpool(_text, KINDS[path], language, number)
        page = _built(in_language(path, language)) if text is not None else None
        if text is None or page is None:
            return await self.app(scope, receive, send)
        filled = _PLACE.sub(lambda place: f"{place[1]}>{text}</div>", page, count=1)
        await HTMLResponse(filled)(scope, receive, send)


async def get_text(request: Request) -> Response:
    """The text alone, for a page that was reached inside the app."""
    kind, language = request.path_params["kind"], request.path_params["language"]
    if kind not in list(TextKind) or language not in LANGUAGES:
        return Response(status_code=404)
    number = _number(request.query_params.get("version", ""))
    text = await run_in_threadpool(_text, TextKind(kind), language, number)
    return Response(text, media_type="text/html") if text is not None else Response(status_code=204)


def _text(kind: TextKind, language: str, number: int | None) -> str | None:
    """Without a database the page shows what it was built with."""
    try:
        with reading() as session:
            return text_html(session, kind, language, number)
    except (Busy, SQLAlchemyError):
        return None


def _number(text: str) -> int | None:
    return int(text) if len(text) < 6 and text.isascii() and text.isdecimal() else None


@lru_cache(maxsize=8)
def _built(path: str) -> str | None:
    """A page as it was built; None when this build has none."""
    file = BUILT / path.strip("/") / "index.html"
    return file.read_text(encoding="utf-8") if file.is_file() else None


ROUTES = [Route(f"{LENDER_TEXTS}/{{kind}}/{{language}}", get_text, methods=["GET"])]
