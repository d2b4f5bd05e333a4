"""What a borrower may ask for while a code is awaited: a new one, another way, a phone for it."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Door
from models.second_steps import Method
from services.database import unit_of_work
from services.errors import InvalidInput
from services.logins import pending as pending_log_ins
from services.logins.pending import Pending
from services.phones import normal_phone
from services.second_steps import codes
from services.second_steps.errors import SecondStepDisabled, TooSoon
from services.second_steps.policy import steps_of
from services.second_steps.sending import asker_of, send_code

SENT = (Method.SMS, Method.EMAIL)


def send_again(token: str, door: Door = Door.PORTAL) -> Method | None:
    """A new code, if the method has one that is sent; the method.

    Raises `TooSoon`, `TooManyAttempts`, `NotLoggedIn`, `SecondStepDisabled`.
    """
    with unit_of_work() as session:
        pending = _usable(session, token, door)
        method = pending.row.method
        is_new_phone = pending.row.phone and steps_of(session, pending).set_up is Method.SMS
        if method in SENT and (is_new_phone or method in steps_of(session, pending).usable):
            _require_pause(session, pending)
            send_code(session, pending)
        return method


def another_way(token: str, wanted: str, door: Door = Door.PORTAL) -> Method | None:
    """Go on with `wanted`, or with the next usable one when it is ""; what is asked for now.

    Raises `TooManyAttempts`, `NotLoggedIn`, `SecondStepDisabled`.
    """
    with unit_of_work() as session:
        pending = _usable(session, token, door)
        usable = steps_of(session, pending).usable
        current = pending.row.method
        if not usable:
            return current
        following = (
            usable[(usable.index(current) + 1) % len(usable)] if current in usable else usable[0]
        )
        chosen = next((method for method in usable if method == wanted), following)
        if chosen is current:
            return current
        pending.row.method, pending.row.phone = chosen, None
        session.add(pending.row)
        if chosen in SENT and codes.resend_at(session, asker_of(pending), chosen) is None:
            send_code(session, pending)
        return chosen


def add_phone(token: str, typed: str, door: Door = Door.PORTAL) -> None:
    """A number for a borrower without one: it is theirs once the code sent to it comes back.

    Raises `InvalidInput` (phone), `TooSoon`, `TooManyAttempts`, `NotLoggedIn`,
    `SecondStepDisabled`.
    """
    phone = normal_phone(typed)
    with unit_of_work() as session:
        pending = _usable(session, token, door)
        if steps_of(session, pending).set_up is not Method.SMS:
            raise InvalidInput("phone", "not_asked_for")
        if phone is None:
            raise InvalidInput("phone", "not_a_phone")
        pending.row.phone, pending.row.method = phone, Method.SMS
        _require_pause(session, pending)
        session.add(pending.row)
        send_code(session, pending)


def _usable(session: Session, token: str, door: Door) -> Pending:
    """Held, so that two clicks at once send one code."""
    pending = pending_log_ins.hold(session, token, door)
    if pending.login.second_step_disabled_at is not None:
        raise SecondStepDisabled()
    return pending


def _require_pause(session: Session, pending: Pending) -> None:
    assert pending.row.method is not None
    at = codes.resend_at(session, asker_of(pending), pending.row.method)
    if at is not None:
        raise TooSoon(max(1, int((at - utc_now()).total_seconds()) + 1))
