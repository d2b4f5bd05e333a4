"""`/v1/charges`."""

from fastapi import APIRouter, Request, Response

from wallet import charges
from wallet.http.dependencies import (
    REPLAY_HEADER,
    Key,
    WalletDep,
    created,
)
from wallet.http.problem_answers import documented
from wallet.http.readings import offer_reading
from wallet.problems import (
    KeyMissing,
    KeyReused,
    ProcessorDown,
    ProfileNotFound,
    ProfileUnverified,
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
        **documented(
            ProfileNotFound,
            ValidationFailed,
            KeyMissing,
            KeyReused,
            ProfileUnverified,
            ProcessorDown,
        ),
    },
)
async def create_charge(request: Request, wallet: WalletDep, given: ChargeIn, key: Key) -> Response:
    """Charges once per key. 201 also when declined: read `state`."""
    return created(request, await charges.submit(wallet, given, key))


offer_reading(router, "charge", charges.charges, charges.to_out, (ChargeOut, ChargeList))
