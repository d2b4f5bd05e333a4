"""`/v1/refunds`."""

from fastapi import APIRouter, Request, Response

from wallet import refunds
from wallet.http.dependencies import (
    REPLAY_HEADER,
    Key,
    WalletDep,
    created,
)
from wallet.http.problem_answers import documented
from wallet.http.readings import offer_reading
from wallet.problems import (
    ChargeNotFound,
    ChargeNotRefundable,
    KeyMissing,
    KeyReused,
    ProcessorDown,
    RefundExceedsCharge,
    ValidationFailed,
)
from wallet.schemas import RefundIn, RefundList, RefundOut

router = APIRouter(prefix="/refunds", tags=["refunds"])


@router.post(
    "",
    status_code=201,
    response_model=RefundOut,
    responses={
        201: {"headers": REPLAY_HEADER},
        **documented(
            ChargeNotFound,
            ChargeNotRefundable,
            RefundExceedsCharge,
            ValidationFailed,
            KeyMissing,
            KeyReused,
            ProcessorDown,
        ),
    },
)
async def create_refund(request: Request, wallet: WalletDep, given: RefundIn, key: Key) -> Response:
    """Gives money back once per key; without an amount, all that is left."""
    return created(request, await refunds.submit(wallet, given, key))


offer_reading(router, "refund", refunds.refunds, refunds.to_out, (RefundOut, RefundList))
