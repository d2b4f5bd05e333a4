"""What routes are given: the wallet, the portal's proof of itself, the idempotency key."""

import hashlib
import hmac
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from wallet.http.problem_answers import documented
from wallet.idempotency import Answer
from wallet.problems import (
    DatabaseBusy,
    InternalError,
    Stopping,
    TooLarge,
    Unauthorized,
    ValidationFailed,
)
from wallet.service import Wallet

REPLAYED = "Idempotent-Replayed"
bearer = HTTPBearer(auto_error=False, description="The portal's key, WALLET_API_KEY.")


# Both are coroutines because FastAPI would call a plain function in a thread, for nothing.
async def get_wallet(request: Request) -> Wallet:
    return request.app.state.wallet


async def require_portal(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> None:
    # Hashed first: the comparison's time then says nothing of the key's length either.
    expected: bytes = request.app.state.api_key_hash
    offered = given.credentials if given is not None else ""
    if not hmac.compare_digest(hashed_key(offered), expected):
        raise Unauthorized


def hashed_key(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


KEY_PATTERN = r"^[\x21-\x7e]{1,255}$"
WalletDep = Annotated[Wallet, Depends(get_wallet)]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=KEY_PATTERN,
        description="Made and stored by the caller before sending; a repeat gets the first answer.",
    ),
]
TOKEN_PATTERN = r"^[A-Za-z0-9_-]{1,64}$"  # noqa: S105
COMMON = documented(Unauthorized, TooLarge, ValidationFailed, InternalError, DatabaseBusy, Stopping)


def created(request: Request, answer: Answer) -> Response:
    """The first answer as it was, and the portal told of its event."""
    request.app.state.deliverer.wake()
    headers = {REPLAYED: "true"} if answer.replayed else {}
    return Response(answer.body, answer.status, headers, media_type="application/json")


REPLAY_HEADER: dict[str, Any] = {
    REPLAYED: {"schema": {"type": "string", "enum": ["true"]}, "description": "on a repeat"}
}
