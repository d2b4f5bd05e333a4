"""`/v1/sandbox`: moves the embedded processor's time; there only while it is the processor."""

from fastapi import APIRouter, Request

from wallet import settlement
from wallet.charges import charges
from wallet.http.dependencies import WalletDep
from wallet.processors.sandbox import SandboxProcessor
from wallet.schemas import AdvanceIn, AdvanceOut

router = APIRouter(prefix="/sandbox", tags=["sandbox"])


@router.post("/advance")
async def advance(request: Request, wallet: WalletDep, given: AdvanceIn) -> AdvanceOut:
    """Settles or returns every charge that is due by the given day."""
    assert isinstance(wallet.processor, SandboxProcessor)
    await charges.resolve_unknown(wallet)
    moved = await settlement.advance(wallet, given.business_date)
    request.app.state.deliverer.wake()
    return moved
