"""`/brand.css` and the logo: the lender's name, phone and look, as the settings have them now."""

import hashlib

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal_app.routes import BRAND_CSS, BRAND_LOGOS
from portal_app.settings import get_settings
from services.brand import Brand, is_logo, stylesheet
from services.errors import Busy
from services.lender_settings import current_brand
from services.lender_settings.logos import stored_logo


async def get_brand(request: Request) -> Response:
    """Asked for with every page load; unchanged, it is a 304."""
    brand, caching = await run_in_threadpool(_brand)
    css = stylesheet(brand)
    tag = f'"{hashlib.sha256(css.encode()).hexdigest()[:16]}"'
    headers = {"Cache-Control": caching, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(css, media_type="text/css", headers=headers)


async def get_logo(request: Request) -> Response:
    """A name is of one picture for ever: the next one gets another."""
    name = request.path_params["name"]
    picture = await run_in_threadpool(stored_logo, name) if is_logo(name) else None
    if picture is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(picture, media_type="image/png", headers=headers)


def _brand() -> tuple[Brand, str]:
    """Without a database, pages still say whose they are."""
    try:
        return current_brand(), "no-cache"
    except (Busy, SQLAlchemyError):
        settings = get_settings()
        return Brand(settings.portal_lender_name, settings.portal_support_phone), "no-store"


ROUTES = [
    Route(BRAND_CSS, get_brand, methods=["GET"]),
    Route(f"{BRAND_LOGOS}/{{name}}", get_logo, methods=["GET"]),
]
