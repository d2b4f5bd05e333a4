"""The wallet's application: routes, problems, the delivery of events beside them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from wallet import entries, settlement
from wallet.charges import charges
from wallet.delivery import Deliverer
from wallet.http import (
    cards,
    events,
    frame_pages,
    frames,
    health,
    payment_profiles,
    problem_answers,
    sandbox,
    sandbox_swipes,
    sessions,
    swipes,
)
from wallet.http import charges as charge_routes
from wallet.http import refunds as refund_routes
from wallet.http.dependencies import COMMON, hashed_key, require_portal
from wallet.http.middleware import Shell
from wallet.processors.sandbox import SandboxProcessor
from wallet.refunds import refunds
from wallet.schemas import ProblemOut
from wallet.service import Wallet
from wallet.settings import WalletSettings

DESCRIPTION = "Payment profiles, charges, refunds, cards, swipes, events. Amounts are cents."


def create_app(settings: WalletSettings, wallet: Wallet) -> FastAPI:
    app = FastAPI(
        title="Wallet",
        version="1",
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.wallet = wallet
    app.state.api_key_hash = hashed_key(settings.wallet_api_key.get_secret_value())
    app.state.deliverer = Deliverer(wallet.database, settings.event_url, settings.event_secrets)
    app.state.wallet_base_url = settings.wallet_base_url
    app.state.wallet_origin = settings.wallet_origin
    app.state.poll_seconds = settings.wallet_poll_seconds
    app.state.moves_real_money = settings.moves_real_money
    problem_answers.install(app)
    app.include_router(_v1(wallet))
    app.include_router(frames.router)
    app.include_router(frame_pages.made_for(settings))
    app.include_router(health.router)
    app.add_middleware(Shell)
    app.openapi = lambda: _openapi(app)
    return app


def _v1(wallet: Wallet) -> APIRouter:
    v1 = APIRouter(prefix="/v1", dependencies=[Depends(require_portal)], responses=COMMON)
    for module in (
        payment_profiles,
        charge_routes,
        refund_routes,
        cards,
        swipes,
        events,
        sessions,
    ):
        v1.include_router(module.router)
    if isinstance(wallet.processor, SandboxProcessor):
        v1.include_router(sandbox.router)
        v1.include_router(sandbox_swipes.router)
    return v1


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    wallet: Wallet = app.state.wallet
    await charges.resolve_unknown(wallet)
    await refunds.resolve_unknown(wallet)
    tasks = [
        asyncio.create_task(app.state.deliverer.run()),
        asyncio.create_task(entries.run(wallet)),
    ]
    if not isinstance(wallet.processor, SandboxProcessor):
        asking = settlement.poll(wallet, app.state.poll_seconds, app.state.deliverer.wake)
        tasks.append(asyncio.create_task(asking))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await wallet.processor.close()
        wallet.database.close()


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = schema["components"]["schemas"]
        schemas.update(problem.pop("$defs", {}))
        schemas["Problem"] = problem
        schema["info"]["x-moves-real-money"] = app.state.moves_real_money
        app.openapi_schema = schema
    return app.openapi_schema
