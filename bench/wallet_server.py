"""The wallet with two peers beside it, in one process. `python -m bench.wallet_server PORT`.

`POST /v1/empty` is authenticated and does nothing; `/static` is the frame's page without a script.
"""

import asyncio
import re
import sys

import httpx
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Response

from wallet.http.app import create_app
from wallet.http.dependencies import require_portal
from wallet.service import make_wallet
from wallet.settings import load_settings

FRAME = "/frames/add-payment-method"
SCRIPTS = re.compile(rb"<script\b.*?</script>|<link rel=\"modulepreload\"[^>]*>", re.DOTALL)


async def _get(app: FastAPI) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(FRAME)


if __name__ == "__main__":
    settings = load_settings()
    app = create_app(settings, make_wallet(settings))
    framed = asyncio.run(_get(app))
    page, headers = SCRIPTS.sub(b"", framed.content), dict(framed.headers)
    del headers["content-length"]
    peers = APIRouter()

    @peers.post("/v1/empty", dependencies=[Depends(require_portal)])
    async def empty() -> dict[str, str]:
        return {"status": "ok"}

    @peers.get("/static")
    async def static() -> Response:
        return Response(page, headers=headers)

    app.include_router(peers)
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
