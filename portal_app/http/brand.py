"""`/brand.css`: the lender's name and phone, from the settings."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal_app.routes import BRAND_CSS
from portal_app.settings import get_settings
from services.brand import Brand, stylesheet


async def get_brand(request: Request) -> Response:
    settings = get_settings()
    css = stylesheet(Brand(settings.portal_lender_name, settings.portal_support_phone))
    return Response(css, media_type="text/css", headers={"Cache-Control": "max-age=300"})


ROUTES = [Route(BRAND_CSS, get_brand, methods=["GET"])]
