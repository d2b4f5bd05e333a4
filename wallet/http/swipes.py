"""`/v1/swipes`: what was done with an issued card; the portal looks up what an event names."""

from typing import Annotated

from fastapi import APIRouter, Path

from wallet import swipes
from wallet.http.dependencies import TOKEN_PATTERN, WalletDep
from wallet.http.problem_answers import documented
from wallet.problems import SwipeNotFound
from wallet.schemas import SwipeOut

router = APIRouter(prefix="/swipes", tags=["swipes"])
SwipeId = Annotated[str, Path(pattern=TOKEN_PATTERN)]


@router.get("/{swipe_id}", responses=documented(SwipeNotFound))
def get_swipe(wallet: WalletDep, swipe_id: SwipeId) -> SwipeOut:
    return swipes.get(wallet, swipe_id)
