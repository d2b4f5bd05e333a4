"""`/v1/charges`."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from wallet import charges
from wallet.http.dependencies import (
    KEY_PATTERN,
    REPLAY_HEADER,
    TOKEN_PATTERN,
    Key,
    WalletDep,
    created,
)
from wallet.http.problem_answers import documented
from wallet.problems import (
    ChargeNotFound,
    KeyMissing,
    KeyReused,
    ProcessorDown,
    ProfileNotFound,
    ValidationFailed,
)
from wallet.schemas import ChargeIn, ChargeList, ChargeOut

router = APIRouter(prefix="/charges", tags=["charges"])


@router.post(
    "",
    status_code=201,
    response_model=ChargeOut,
    responses={
        201: {"headers": REPLAY_HEADER},
        **documented(ProfileNotFound, ValidationFailed, KeyMissing, KeyReused, ProcessorDown),
    },
)
async def create_charge(request: Request, wallet: WalletDep, given: ChargeIn, key: Key) -> Response:
    """Charges once per key. 201 also when declined: read `state`."""
    return created(request, await charges.submit(wallet, given, key))


@router.get("/{charge_id}", responses=documented(ChargeNotFound))
async def get_charge(
    wallet: WalletDep, charge_id: Annotated[str, Path(pattern=TOKEN_PATTERN)]
) -> ChargeOut:
    return charges.to_out(await charges.charges.get(wallet, charge_id))


@router.get("")
async def list_charges(
    wallet: WalletDep, idempotency_key: Annotated[str, Query(pattern=KEY_PATTERN)]
) -> ChargeList:
    """The charge made with this key: none or one."""
    found = await charges.charges.by_key(wallet, idempotency_key)
    return ChargeList(data=[charges.to_out(found)] if found else [])
