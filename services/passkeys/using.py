"""A passkey that is shown: signature first, then whose it is, then its counter."""

from datetime import timedelta

from sqlmodel import Session
from webauthn.helpers import base64url_to_bytes

from models.base import utc_now
from models.customers import Login
from models.passkeys import Passkey
from services import audit
from services.logins import Visit, throttle
from services.messages import mail_owner
from services.messages.letters import security
from services.passkeys import ceremony
from services.passkeys.ceremony import Answer, Use
from services.passkeys.errors import PasskeyRefused, Reason


class Failed(PasskeyRefused):
    """After its passkey was found: whose login it belongs to."""

    def __init__(self, reason: Reason, login: Login, row: Passkey) -> None:
        super().__init__(reason)
        self.login, self.row = login, row


def verified(answer: Answer, login: Login, row: Passkey, *, named: bool = False) -> Use:
    """Its challenge is the caller's to take. Raises `Failed`.

    `named`: it was asked for by its id, and may leave the handle out (WebAuthn Level 2, 7.2).
    """
    try:
        use = ceremony.verify_use(answer, base64url_to_bytes(row.public_key))
    except PasskeyRefused as refused:
        raise Failed(refused.reason, login, row) from refused
    if use.handle != login.handle.encode() and not (named and not use.handle):
        raise Failed(Reason.OTHER_LOGIN, login, row)
    return use


def count(session: Session, use: Use, login: Login, row: Passkey) -> None:
    """Its counter goes on; one that went back is a copy. Raises `Failed`."""
    if (use.sign_count or row.sign_count) and use.sign_count <= row.sign_count:
        raise Failed(Reason.COUNTER, login, row)
    row.sign_count, row.backed_up, row.last_used_at = use.sign_count, use.backed_up, utc_now()
    session.add(row)


def record_failure(session: Session, problem: PasskeyRefused, visit: Visit) -> None:
    """The owner of a copied one is told."""
    login = problem.login if isinstance(problem, Failed) else None
    audit.record(
        session,
        f"portal:passkey:{'refused' if problem.reason is Reason.COUNTER else 'failed'}",
        login_id=login.id if login else None,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=problem.reason,
    )
    if isinstance(problem, Failed) and problem.reason is Reason.COUNTER:
        name = problem.row.name
        # whoever has a copy cannot flood its owner's mailbox
        if throttle.is_first(session, f"passkey {problem.row.id} copied", 1, timedelta(hours=1)):
            mail_owner(session, problem.login, security.passkey_copied(utc_now(), name))
