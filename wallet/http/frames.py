"""`/frames`: what the wallet's own pages send. No cookie is read or set anywhere."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from wallet import saving, sessions
from wallet.authorizations import authorization_of
from wallet.http.dependencies import WalletDep
from wallet.http.problem_answers import documented
from wallet.problems import (
    CardRefused,
    DatabaseBusy,
    InternalError,
    OriginRefused,
    ProcessorDown,
    ProfileExists,
    SessionExpired,
    SessionSaved,
    Stopping,
    TooLarge,
    TooManyTries,
    ValidationFailed,
)
from wallet.session_schemas import (
    BankNameIn,
    BankNameOut,
    FrameProfileIn,
    FrameSessionOut,
    SavedOut,
    TicketIn,
)
from wallet.session_tables import Purpose, WalletSession
from wallet.tables import Kind

SAME_ORIGIN = "same-origin"
bearer = HTTPBearer(
    auto_error=False, scheme_name="FrameToken", description="The token of one open form."
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


def require_own_page(request: Request) -> None:
    # A browser sends Origin with every POST; the second header is there in all since 2023.
    site = request.headers.get("sec-fetch-site", SAME_ORIGIN)
    if request.headers.get("origin") != request.app.state.wallet_origin or site != SAME_ORIGIN:
        raise OriginRefused


def opened_form(wallet: WalletDep, given: Credentials) -> WalletSession:
    return sessions.of_token(wallet, _token(given), Purpose.ADD_PAYMENT_METHOD)


def counted_try(wallet: WalletDep, given: Credentials) -> WalletSession:
    return sessions.count_try(wallet, _token(given), Purpose.ADD_PAYMENT_METHOD)


def _token(given: HTTPAuthorizationCredentials | None) -> str:
    return given.credentials if given is not None else ""


router = APIRouter(
    prefix="/frames",
    tags=["frames"],
    dependencies=[Depends(require_own_page)],
    responses=documented(
        SessionExpired,
        OriginRefused,
        TooLarge,
        ValidationFailed,
        InternalError,
        DatabaseBusy,
        Stopping,
    ),
)


@router.post("/sessions", status_code=201)
def exchange_ticket(wallet: WalletDep, given: TicketIn) -> FrameSessionOut:
    """The token for a ticket, once."""
    exchanged = sessions.exchange(wallet, given.ticket, given.purpose)
    row = exchanged.session
    kinds = [Kind(kind) for kind in row.kinds.split(",")]
    return FrameSessionOut.model_validate(
        {
            **row.model_dump(include={"language", "lender", "accent"}),
            "token": exchanged.token,
            "expires_in": int(sessions.TOKEN_LASTS.total_seconds()),
            "kinds": kinds,
            "authorizations": {
                kind: authorization_of(kind, row.language, row.lender) for kind in kinds
            },
        }
    )


@router.post(
    "/payment-profiles",
    status_code=201,
    responses=documented(
        ProfileExists, SessionSaved, ValidationFailed, CardRefused, TooManyTries, ProcessorDown
    ),
)
async def save_payment_profile(
    request: Request,
    wallet: WalletDep,
    opened: Annotated[WalletSession, Depends(counted_try)],
    given: FrameProfileIn,
) -> SavedOut:
    """Saves one card or bank account per token; a repeat is answered the same."""
    saved = await saving.save(wallet, opened, given)
    request.app.state.deliverer.wake()
    return saved


@router.post("/bank-name", dependencies=[Depends(opened_form)])
def find_bank_name(wallet: WalletDep, given: BankNameIn) -> BankNameOut:
    """Of the lender's directory; in a body, since addresses are logged by others."""
    return BankNameOut(bank_name=wallet.banks.get(given.routing_number.get_secret_value()))
