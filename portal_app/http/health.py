"""`/healthz`: whether this process answers and reaches its database; nothing else."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from portal_app.routes import HEALTH
from services.database import reading
from services.errors import Busy


async def get_health(request: Request) -> Response:
    ok = await run_in_threadpool(_reaches_database)
    return PlainTextResponse("ok\n" if ok else "no database\n", 200 if ok else 503)


def _reaches_database() -> bool:
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except (SQLAlchemyError, Busy):
        return False
    return True


ROUTES = [Route(HEALTH, get_health, methods=["GET"])]
