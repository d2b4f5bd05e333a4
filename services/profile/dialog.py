"""What the profile's dialog shows: the proof first when the last one is old, then the change."""

from contextlib import suppress
from dataclasses import dataclass, field

from sqlmodel import Session

from models.sessions import Session as SessionRow
from services import passkeys, sessions
from services.errors import InvalidInput, TooManyAttempts
from services.logins.pending import Visit
from services.profile import authenticator, proof
from services.profile.proof import Asked
from services.second_steps.errors import TooSoon
from services.second_steps.set_up import SetUp
from services.subject import Subject

NEEDS_NO_DIALOG = ("passkeys",)
"""Sections with dialogs of their own: only the proof is asked for here."""
CHANGES = (
    *("email", "password", "phone", "phone-code"),
    *("authenticator", "authenticator-off", "codes"),
    *NEEDS_NO_DIALOG,
)


@dataclass(frozen=True)
class Dialog:
    """`change`: one of `CHANGES`, "" for closed; `asked.way` is "" when the proof is fresh.

    `passkey`: one of the login's will do instead.
    """

    change: str = ""
    asked: Asked = field(default_factory=Asked)
    key: SetUp = field(default_factory=SetUp)
    passkey: bool = False


def dialog(session: Session, subject: Subject, change: object) -> Dialog:
    """What opening `change` shows; closed for what is no change."""
    if change not in CHANGES:
        return Dialog()
    name = str(change)
    if not sessions.is_fresh(session, subject.session_id) and name != "phone-code":
        asked = proof.asked(session, subject)
        return Dialog(name, asked, passkey=passkeys.can_prove(session, subject))
    if name in NEEDS_NO_DIALOG:
        return Dialog()
    if name == "authenticator":
        try:
            return Dialog(name, key=authenticator.offered(session, subject))
        except InvalidInput:
            return Dialog()
    return Dialog(name)


def send_proof(session: Session, subject: Subject) -> None:
    """The code that the dialog is about to ask for, unless one is on its way."""
    if sessions.is_fresh(session, subject.session_id):
        return
    row = session.get_one(SessionRow, subject.session_id)
    with suppress(TooSoon, TooManyAttempts):
        proof.send(session, subject, Visit(row.address, row.user_agent))
