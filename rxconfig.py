"""What Reflex reads first: plugins of the build, and how the server keeps state."""

import reflex as rx

from portal_app.frontend import Frontend
from portal_app.settings import get_settings

settings = get_settings()

config = rx.Config(
    app_name="portal_app",
    plugins=[Frontend()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    transport="websocket",
    cors_allowed_origins=[settings.portal_base_url],
    trusted_proxy_hops=settings.portal_trusted_proxies,
    frontend_compression_formats=["brotli", "gzip"],
    redis_url=settings.portal_redis_url or None,
    state_manager_mode="redis" if settings.portal_redis_url else "memory",
)
