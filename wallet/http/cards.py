"""`/v1/cards`: cards that the lender issues."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from wallet import cards
from wallet.http.dependencies import REPLAY_HEADER, TOKEN_PATTERN, Key, WalletDep, created
from wallet.http.problem_answers import documented
from wallet.problems import CardNotFound, KeyMissing, KeyReused, ValidationFailed
from wallet.schemas import IssuedCardList, IssuedCardOut, IssueIn

router = APIRouter(prefix="/cards", tags=["cards"])


@router.post(
    "",
    status_code=201,
    response_model=IssuedCardOut,
    responses={
        201: {"headers": REPLAY_HEADER},
        **documented(ValidationFailed, KeyMissing, KeyReused),
    },
)
def issue_card(request: Request, wallet: WalletDep, given: IssueIn, key: Key) -> Response:
    """Issues a card once per key. Its number never comes back."""
    return created(request, cards.issue(wallet, given, key))


@router.get("")
def list_cards(
    wallet: WalletDep, reference: Annotated[str, Query(pattern=TOKEN_PATTERN)]
) -> IssuedCardList:
    """The cards with this reference, the oldest first."""
    return cards.of_reference(wallet, reference)


@router.get("/{card_id}", responses=documented(CardNotFound))
def get_card(
    wallet: WalletDep, card_id: Annotated[str, Path(pattern=TOKEN_PATTERN)]
) -> IssuedCardOut:
    return cards.get(wallet, card_id)
