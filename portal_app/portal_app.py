"""The app put together: look, pages, and what stands in front of them."""

import reflex as rx

from components.shell import page_fallback
from components.ui import STYLESHEETS
from portal_app.http import compose
from portal_app.http.guard import install
from portal_app.http.tabs import keep_apart
from portal_app.live import listen_for
from portal_app.logs import on_fault, on_frontend_fault, set_up_logging
from portal_app.routes import BRAND_CSS
from portal_app.sitemap import PLACES, add_not_found, add_pages
from portal_app.wiring import connect

set_up_logging()

app = rx.App(
    toaster=None,
    app_wraps={},
    stylesheets=STYLESHEETS,
    reset_style=False,
    hydrate_fallback=page_fallback(),
    head_components=[rx.el.link(rel="stylesheet", href=BRAND_CSS)],
    api_transformer=compose,
    backend_exception_handler=on_fault,
    frontend_exception_handler=on_frontend_fault,
)
install(app)
keep_apart(app)
listen_for(app)

app.register_lifespan_task(connect)
add_pages(app, PLACES)
add_not_found(app)
