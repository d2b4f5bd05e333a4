"""Whose name, phone and colour stand on a message, and whose clock."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlmodel import Session

from portal_app.settings import get_settings
from services import lender_settings
from services.brand import Brand
from services.messages.plain import plain_brand


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`host` is the portal's host name without port: what a texted code is bound to."""

    lender: Brand
    zone: ZoneInfo
    host: str


def letterhead(session: Session, zone: ZoneInfo | None = None) -> Letterhead:
    """The lender as of now; times in `zone`, else in the lender's."""
    settings = get_settings()
    lender = plain_brand(lender_settings.current(session).brand)
    return Letterhead(lender, zone or settings.zone, settings.base_host)
