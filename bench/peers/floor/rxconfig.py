"""The smallest Reflex app: no overlays, no themes, compressed as ours is."""

import reflex as rx

config = rx.Config(
    app_name="floor",
    disable_plugins=[rx.plugins.SitemapPlugin],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    transport="websocket",
    frontend_compression_formats=["brotli", "gzip"],
    state_manager_mode="memory",
)
