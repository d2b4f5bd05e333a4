"""`/v1/sessions`: the portal opens frames for its borrowers, and asks what came of them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from wallet import sessions
from wallet.http.dependencies import TOKEN_PATTERN, WalletDep
from wallet.http.problem_answers import documented
from wallet.problems import SessionNotFound, ValidationFailed
from wallet.session_schemas import SessionIn, SessionOpened, SessionOut

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.post("", status_code=201, responses=documented(ValidationFailed))
def open_session(request: Request, wallet: WalletDep, given: SessionIn) -> SessionOpened:
    """A frame for one purpose; its ticket works once, within 60 seconds."""
    return sessions.open_session(wallet, given, request.app.state.wallet_base_url)


@router.get("/{session_id}", responses=documented(SessionNotFound))
def get_session(
    wallet: WalletDep, session_id: Annotated[str, Path(pattern=TOKEN_PATTERN)]
) -> SessionOut:
    return sessions.get(wallet, session_id)
