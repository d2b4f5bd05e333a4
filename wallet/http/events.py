"""`/v1/events`: what the portal missed."""

from typing import Annotated

from fastapi import APIRouter, Query

from wallet import events
from wallet.http.dependencies import WalletDep
from wallet.schemas import EventList

router = APIRouter(prefix="/events", tags=["events"])


@router.get("")
def list_events(
    wallet: WalletDep,
    after: Annotated[int, Query(ge=0, le=2**63 - 1, description="a `sequence`")] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> EventList:
    return events.after(wallet.database, after, limit)
