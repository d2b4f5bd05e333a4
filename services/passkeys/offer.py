"""Whether the lender offers passkeys."""

from sqlmodel import Session

from services import lender_settings
from services.passkeys.ceremony import rp_id
from services.passkeys.errors import PasskeysNotOffered


def are_offered(session: Session) -> bool:
    return bool(rp_id()) and lender_settings.current(session).offers_passkeys


def require_offer(session: Session) -> None:
    """Raises `PasskeysNotOffered`."""
    if not are_offered(session):
        raise PasskeysNotOffered()
