"""The peer of P6: a bare Socket.IO echo, served as the portal is. `python -m bench.echo PORT`."""

import sys

import socketio
import uvicorn

from bench.tabs import NAMESPACE

server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")


@server.on("event", namespace=NAMESPACE)
async def echo(sid: str, data: object) -> None:
    await server.emit("event", data, to=sid, namespace=NAMESPACE)


@server.on("connect", namespace=NAMESPACE)
async def connect(sid: str, environ: object, auth: object) -> None:
    """Anybody may."""


if __name__ == "__main__":
    uvicorn.run(
        socketio.ASGIApp(server, socketio_path="/_event"),
        port=int(sys.argv[1]),
        log_level="warning",
        access_log=False,
        ws_per_message_deflate=False,
    )
