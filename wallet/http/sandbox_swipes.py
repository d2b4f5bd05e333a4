"""`/v1/sandbox/swipes`: plays the card network; there only while the processor is the sandbox."""

from fastapi import APIRouter, Request, Response

from wallet import swipes
from wallet.http.dependencies import REPLAY_HEADER, Key, WalletDep, created
from wallet.http.problem_answers import documented
from wallet.http.swipes import SwipeId
from wallet.problems import (
    CardNotActive,
    CardNotFound,
    KeyMissing,
    KeyReused,
    SwipeIsOver,
    SwipeNotFound,
    SwipeOverLimit,
    ValidationFailed,
)
from wallet.schemas import ClearIn, ReverseIn, SwipeIn, SwipeOut

router = APIRouter(prefix="/sandbox/swipes", tags=["sandbox"])


@router.post(
    "",
    status_code=201,
    response_model=SwipeOut,
    responses={
        201: {"headers": REPLAY_HEADER},
        **documented(
            CardNotFound, CardNotActive, SwipeOverLimit, ValidationFailed, KeyMissing, KeyReused
        ),
    },
)
def authorize_swipe(request: Request, wallet: WalletDep, given: SwipeIn, key: Key) -> Response:
    """Authorizes once per key; declined by the card's status and its own limit."""
    return created(request, swipes.authorize(wallet, given, key))


@router.post("/{swipe_id}/clear", responses=documented(SwipeNotFound, SwipeIsOver))
def clear_swipe(
    request: Request, wallet: WalletDep, swipe_id: SwipeId, given: ClearIn | None = None
) -> SwipeOut:
    """Clears what was authorized; a repeat changes nothing."""
    cleared = swipes.clear(wallet, swipe_id, given or ClearIn())
    request.app.state.deliverer.wake()
    return cleared


@router.post("/{swipe_id}/reverse", responses=documented(SwipeNotFound))
def reverse_swipe(
    request: Request, wallet: WalletDep, swipe_id: SwipeId, given: ReverseIn | None = None
) -> SwipeOut:
    """Takes it back, also after it cleared; a repeat changes nothing."""
    taken_back = swipes.reverse(wallet, swipe_id, given.business_date if given else None)
    request.app.state.deliverer.wake()
    return taken_back
