"""The app put together: look, pages, and what stands in front of them."""

import reflex as rx

from components.shell import page_fallback
from components.ui import STYLESHEETS
from portal_app.routes import BRAND_CSS
from portal_app.sitemap import PLACES, add_pages
from portal_app.wiring import connect

app = rx.App(
    toaster=None,
    app_wraps={},
    stylesheets=STYLESHEETS,
    reset_style=False,
    hydrate_fallback=page_fallback(),
    head_components=[rx.el.link(rel="stylesheet", href=BRAND_CSS)],
    # HTTP routes, guard and headers (portal_app/http): api_transformer=…
)
# HTTP routes, guard and headers (portal_app/http): app.add_middleware(…)

app.register_lifespan_task(connect)
add_pages(app, PLACES)
