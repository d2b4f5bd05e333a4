"""What is shown to set an authenticator up while a log-in is pending."""

from dataclasses import dataclass

from sqlmodel import Session

from models.second_steps import Method
from services import lender_settings
from services.database import reading
from services.doors import Door
from services.errors import NotLoggedIn
from services.logins import pending as pending_log_ins
from services.logins.pending import Pending
from services.second_steps import authenticator
from services.second_steps.policy import steps_of


@dataclass(frozen=True)
class SetUp:
    """`key`: the secret in groups of four, for people who cannot scan."""

    key: str = ""
    address: str = ""


def set_up_address(token: str, door: Door) -> str:
    """The `otpauth://` address for the QR code. Raises `NotLoggedIn`."""
    return show(token, door).address


def show(token: str, door: Door) -> SetUp:
    """Raises `NotLoggedIn`, also when nothing has to be set up."""
    with reading() as session:
        pending = pending_log_ins.find(session, token, door)
        if steps_of(session, pending).set_up is not Method.AUTHENTICATOR:
            raise NotLoggedIn()
        return _shown(session, pending)


def where(pending: Pending) -> str:
    """What the secret is bound to."""
    return f"pending:{pending.row.id}"


def _shown(session: Session, pending: Pending) -> SetUp:
    secret = authenticator.offer(session, pending.login_id, where(pending))
    return shown(secret, pending.login.email, lender_settings.current(session).name)


def shown(secret: str, email: str, issuer: str) -> SetUp:
    key = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return SetUp(key, authenticator.address(secret, email, issuer))
