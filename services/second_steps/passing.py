"""What goes with a right code: the owner is told of everything that changed."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from models.second_steps import Method
from services import audit
from services.language import use_language
from services.logins.pending import Pending, Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.second_steps import devices, recovery
from services.second_steps.sending import masked
from services.second_steps.words import way_in_words
from services.user_agents import browser_in_words


def note_set_up(session: Session, pending: Pending, visit: Visit) -> None:
    """An authenticator is the second step now, with recovery codes for when it is lost."""
    login = pending.login
    details = {
        "login_id": login.id,
        "actor_login_id": login.id,
        "address": visit.address,
        "user_agent": visit.user_agent,
    }
    audit.record(
        session, f"{login.door}:second_step:set_up", detail=Method.AUTHENTICATOR, **details
    )
    recovery.renew(session, pending.login_id)
    audit.record(session, f"{login.door}:recovery_codes:made", **details)
    with use_language(login.language or pending.row.language):
        letter = security.second_step_changed(utc_now(), way_in_words(Method.AUTHENTICATOR))
        mail_owner(session, login, letter)


def note_new_phone(session: Session, pending: Pending, phone: str) -> None:
    login = pending.login
    audit.record(
        session,
        f"{login.door}:profile:phone_changed",
        login_id=login.id,
        actor_login_id=login.id,
        customer_id=login.customer_id,
        address=pending.row.address,
        detail=masked(phone),
    )
    mail_owner(session, login, security.phone_changed(utc_now(), masked(phone)))


def note_recovery_code(session: Session, pending: Pending) -> None:
    left = recovery.left(session, pending.login_id)
    login = pending.login
    audit.record(
        session,
        f"{login.door}:recovery_codes:used",
        login_id=login.id,
        actor_login_id=login.id,
        address=pending.row.address,
        detail=f"{left} left",
    )
    mail_owner(session, login, security.recovery_code_used(utc_now(), left))


def trust(session: Session, login: Login, visit: Visit) -> tuple[str, int]:
    """Token for the browser's cookie, and the device's id."""
    device_token, device_id = devices.trust(session, login.id or 0, visit.address, visit.user_agent)
    audit.record(
        session,
        f"{login.door}:device:trusted",
        login_id=login.id,
        actor_login_id=login.id,
        address=visit.address,
        user_agent=visit.user_agent,
    )
    name = browser_in_words(visit.user_agent)
    letter = security.device_trusted(utc_now(), name, visit.address, devices.LIFE.days)
    mail_owner(session, login, letter)
    return device_token, device_id
