"""The web process: uvicorn in front of the app, with the built frontend.

Run as `python -m portal_app.serve --host H --port P --workers N`.
"""

import argparse
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait
from typing import Any

import uvicorn

GRACE_SECONDS = 10
LARGEST_MESSAGE = 64 * 1024
"""Bytes of one event: files go over HTTP, and no form of ours is near it."""
SWITCH_SECONDS = 0.0005
"""The loop waits no longer for a service's thread that computes; Python's own 5 ms are a click."""

_ENVIRONMENT = {
    "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(LARGEST_MESSAGE),
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_OPLOCK_ENABLED": "true",
}


def application() -> Any:
    """ASGI app of one web worker."""
    os.environ.update(_ENVIRONMENT)
    sys.setswitchinterval(SWITCH_SECONDS)
    _end_with_parent()
    from portal_app.portal_app import app

    async def let_handlers_finish() -> None:
        app.event_processor.graceful_shutdown_timeout = GRACE_SECONDS

    app.register_lifespan_task(let_handlers_finish)
    return app()


def _end_with_parent() -> None:
    """With several workers, uvicorn's own parent may be killed: its workers follow."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Serve until SIGTERM; running handlers have `GRACE_SECONDS` to end."""
    parser = argparse.ArgumentParser(prog="portal_app.serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--log-level", default="warning")
    chosen = parser.parse_args()
    uvicorn.run(
        "portal_app.serve:application",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        workers=chosen.workers,
        log_level=chosen.log_level,
        access_log=False,  # it would print the tokens of the tabs
        server_header=False,
        proxy_headers=False,
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_MESSAGE,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


if __name__ == "__main__":
    main()
