"""What every noun of money offers to read: one by its id, and the one made with a key."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from wallet.http.dependencies import KEY_PATTERN, TOKEN_PATTERN, WalletDep
from wallet.http.problem_answers import documented
from wallet.lookup import Lookup


def offer_reading(
    router: APIRouter,
    noun: str,
    lookup: Lookup[Any],
    to_out: Callable[[Any], BaseModel],
    answers: tuple[type[BaseModel], type[BaseModel]],
) -> None:
    """Add `GET /{noun_id}` and `GET ?idempotency_key=`, answered with the shapes one and many."""
    one, many = answers

    async def get(
        wallet: WalletDep, row_id: Annotated[str, Path(alias=f"{noun}_id", pattern=TOKEN_PATTERN)]
    ) -> BaseModel:
        return to_out(await lookup.get(wallet, row_id))

    async def by_key(
        wallet: WalletDep, idempotency_key: Annotated[str, Query(pattern=KEY_PATTERN)]
    ) -> BaseModel:
        found = await lookup.by_key(wallet, idempotency_key)
        return many.model_validate({"data": [to_out(found)] if found else []})

    router.add_api_route(
        f"/{{{noun}_id}}",
        get,
        name=f"get_{noun}",
        response_model=one,
        responses=documented(lookup.missing),
    )
    router.add_api_route(
        "",
        by_key,
        name=f"list_{noun}s",
        description=f"The {noun} made with this key: none or one.",
        response_model=many,
    )
