"""What the pages between password and session show."""

from dataclasses import dataclass, field
from math import ceil

from sqlmodel import Session

from models.base import utc_now
from models.second_steps import Method
from services.database import reading
from services.doors import Door
from services.language import _
from services.logins import pending as pending_log_ins
from services.logins.pending import Pending
from services.second_steps import codes
from services.second_steps.policy import steps_of
from services.second_steps.sending import asker_of, destination_of, masked
from services.second_steps.words import way_in_words


@dataclass(frozen=True)
class Way:
    """`method` is what the form posts, `label` what the button says."""

    method: str
    label: str


@dataclass(frozen=True)
class Waiting:
    """`destination` is masked, "" when nothing is sent; `resend_in`: seconds, 0 is now."""

    method: str = ""
    destination: str = ""
    hint: str = ""
    resend_in: int = 0
    others: list[Way] = field(default_factory=list)
    closed: str = ""
    """Why no code is taken at all; "" while one is."""


def waiting(token: str, door: Door) -> Waiting:
    """What is asked for in this browser. Raises `NotLoggedIn`."""
    with reading() as session:
        return _waiting(session, pending_log_ins.find(session, token, door))


def _waiting(session: Session, pending: Pending) -> Waiting:
    method = pending.row.method
    usable = steps_of(session, pending).usable
    if pending.login.second_step_disabled_at is not None:
        words = _("There were too many wrong codes. Please call us; your password still works.")
        return Waiting(closed=words)
    if method is None and not usable:
        words = _("A code by email is not enough after a reset by email. Please call us.")
        return Waiting(closed=words)
    is_sent = method in (Method.SMS, Method.EMAIL)
    at = codes.resend_at(session, asker_of(pending), method) if method and is_sent else None
    destination = masked(destination_of(pending)) if is_sent else ""
    return Waiting(
        method or "",
        destination,
        _hint(method, destination),
        ceil((at - utc_now()).total_seconds()) if at else 0,
        [Way(other, way_in_words(other)) for other in usable if other is not method],
    )


def _hint(method: Method | None, destination: str) -> str:
    if destination:
        return _("Six digits, sent to {destination}.").format(destination=destination)
    if method is Method.RECOVERY_CODE:
        return _("One of the ten codes that you saved, such as 7f3kd-x9m2q.")
    return _("Six digits, from your authenticator app.")
