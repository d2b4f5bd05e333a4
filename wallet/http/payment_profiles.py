"""`/v1/payment-profiles`."""

import json
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from wallet import entries, profiles, verification
from wallet.http.dependencies import KEY_PATTERN, REPLAY_HEADER, TOKEN_PATTERN, WalletDep, created
from wallet.http.problem_answers import documented
from wallet.problems import (
    KeyReused,
    NotVerifiable,
    ProcessorDown,
    ProfileExists,
    ProfileInUse,
    ProfileNotFound,
    TooManyTries,
    ValidationFailed,
    VerificationFailed,
)
from wallet.schemas import ProfileIn, ProfileOut, VerificationIn
from wallet.tables import ProfileStatus

router = APIRouter(prefix="/payment-profiles", tags=["payment-profiles"])
ProfileId = Annotated[str, Path(pattern=TOKEN_PATTERN)]
OptionalKey = Annotated[str | None, Header(alias="Idempotency-Key", pattern=KEY_PATTERN)]


@router.post(
    "",
    status_code=201,
    response_model=ProfileOut,
    responses={
        201: {"headers": REPLAY_HEADER},
        **documented(ValidationFailed, KeyReused, ProfileExists, TooManyTries),
    },
)
async def create_payment_profile(
    request: Request, wallet: WalletDep, given: ProfileIn, key: OptionalKey = None
) -> Response:
    """Boards a card or bank account that was validated elsewhere. The number never comes back."""
    answer = await profiles.create(wallet, given, key)
    if given.status is ProfileStatus.UNVERIFIED:
        await entries.send(wallet, json.loads(answer.body)["id"])
    return created(request, answer)


@router.get("/{profile_id}", responses=documented(ProfileNotFound))
def get_payment_profile(wallet: WalletDep, profile_id: ProfileId) -> ProfileOut:
    return profiles.get(wallet, profile_id)


@router.delete(
    "/{profile_id}", status_code=204, responses=documented(ProfileNotFound, ProfileInUse)
)
def delete_payment_profile(wallet: WalletDep, profile_id: ProfileId) -> None:
    """Erases the number; charges made with it stay."""
    profiles.delete(wallet, profile_id)


@router.post(
    "/{profile_id}/verification",
    responses=documented(
        ProfileNotFound, NotVerifiable, ValidationFailed, VerificationFailed, ProcessorDown
    ),
)
async def verify_payment_profile(
    request: Request, wallet: WalletDep, profile_id: ProfileId, given: VerificationIn
) -> ProfileOut:
    """Verified by the amounts of its micro-entries; three tries."""
    first, second = given.amounts
    verified = await verification.verify(wallet, profile_id, (first, second))
    request.app.state.deliverer.wake()
    return verified
