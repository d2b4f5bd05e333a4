"""`/v1/refunds`."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from wallet import refunds
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
    ChargeNotRefundable,
    KeyMissing,
    KeyReused,
    ProcessorDown,
    RefundExceedsCharge,
    RefundNotFound,
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


@router.get("/{refund_id}", responses=documented(RefundNotFound))
async def get_refund(
    wallet: WalletDep, refund_id: Annotated[str, Path(pattern=TOKEN_PATTERN)]
) -> RefundOut:
    return refunds.to_out(await refunds.refunds.get(wallet, refund_id))


@router.get("")
async def list_refunds(
    wallet: WalletDep, idempotency_key: Annotated[str, Query(pattern=KEY_PATTERN)]
) -> RefundList:
    """The refund made with this key: none or one."""
    found = await refunds.refunds.by_key(wallet, idempotency_key)
    return RefundList(data=[refunds.to_out(found)] if found else [])
