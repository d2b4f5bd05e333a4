"""What the lender chose, read from SQL whenever it is asked for.

One row by its key (about 0.1 ms): a copy kept in each process would be stale in all but one.
"""

from dataclasses import dataclass

from sqlmodel import Session

from models.customers import SecondStep
from models.lender import LenderSettings, UnknownAccess
from portal_app.settings import get_settings
from services.brand import Brand
from services.database import reading


@dataclass(frozen=True, slots=True)
class Lender:
    """`color`: "#rrggbb", or "" for the portal's own. `logo`: a stored picture's name, or ""."""

    name: str
    support_phone: str
    color: str = ""
    logo: str = ""
    second_step_required: bool = False
    offers_sms: bool = True
    offers_email: bool = True
    offers_authenticator: bool = True
    offers_passkeys: bool = True
    without_access: UnknownAccess = UnknownAccess.ASK_LENDER

    @property
    def offered(self) -> tuple[SecondStep, ...]:
        """Methods of the second step that borrowers may use, the strongest first."""
        chosen = (
            (SecondStep.AUTHENTICATOR, self.offers_authenticator),
            (SecondStep.SMS, self.offers_sms),
            (SecondStep.EMAIL, self.offers_email),
        )
        return tuple(method for method, offered in chosen if offered)

    @property
    def brand(self) -> Brand:
        color = self.color or None
        return Brand(self.name, self.support_phone, color, self.logo, self.offers_passkeys)


def current(session: Session) -> Lender:
    """The settings as they are now; the defaults until an agent has changed one."""
    return as_lender(session.get(LenderSettings, 1) or LenderSettings())


def current_brand() -> Brand:
    """Name, phone, colour and logo, for pages and mails; makes its own session."""
    with reading() as session:
        return current(session).brand


def access_of(text: str) -> UnknownAccess:
    """Of a form's text; what is unknown is the careful one."""
    return UnknownAccess.GRANT if text == UnknownAccess.GRANT else UnknownAccess.ASK_LENDER


def as_lender(row: LenderSettings) -> Lender:
    """A row with the deployment's name and phone where the lender gave none."""
    settings = get_settings()
    return Lender(
        name=row.name or settings.portal_lender_name,
        support_phone=row.support_phone or settings.portal_support_phone,
        color=row.color,
        logo=row.logo,
        second_step_required=row.second_step_required,
        offers_sms=row.offers_sms,
        offers_email=row.offers_email,
        offers_authenticator=row.offers_authenticator,
        offers_passkeys=row.offers_passkeys,
        without_access=row.without_access,
    )
