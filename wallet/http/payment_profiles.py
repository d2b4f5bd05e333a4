"""`/v1/payment-profiles`."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from wallet import profiles
from wallet.http.dependencies import KEY_PATTERN, REPLAY_HEADER, TOKEN_PATTERN, WalletDep, created
from wallet.http.problem_answers import documented
from wallet.problems import KeyReused, ProfileInUse, ProfileNotFound, ValidationFailed
from wallet.schemas import ProfileIn, ProfileOut

router = APIRouter(prefix="/payment-profiles", tags=["payment-profiles"])
ProfileId = Annotated[str, Path(pattern=TOKEN_PATTERN)]
OptionalKey = Annotated[str | None, Header(alias="Idempotency-Key", pattern=KEY_PATTERN)]


@router.post(
    "",
    status_code=201,
    response_model=ProfileOut,
    responses={201: {"headers": REPLAY_HEADER}, **documented(ValidationFailed, KeyReused)},
)
def create_payment_profile(
    request: Request, wallet: WalletDep, given: ProfileIn, key: OptionalKey = None
) -> Response:
    """Saves a card or bank account. The number never comes back."""
    return created(request, profiles.create(wallet, given, key))


@router.get("/{profile_id}", responses=documented(ProfileNotFound))
def get_payment_profile(wallet: WalletDep, profile_id: ProfileId) -> ProfileOut:
    return profiles.get(wallet, profile_id)


@router.delete(
    "/{profile_id}", status_code=204, responses=documented(ProfileNotFound, ProfileInUse)
)
def delete_payment_profile(wallet: WalletDep, profile_id: ProfileId) -> None:
    """Erases the number; charges made with it stay."""
    profiles.delete(wallet, profile_id)
