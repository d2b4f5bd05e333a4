"""Passkeys of borrowers: adding one, logging in with one, what it left behind."""

import pytest
from sqlmodel import Session, col, select

from models.audit import AuditEntry
from models.messages import Message
from models.sessions import Session as SessionRow
from services import passkeys
from services.database import reading, unit_of_work
from services.logins import Visit
from services.passkeys import PasskeyRefused
from services.passkeys.errors import Reason
from services.sealing import new_token
from services.sessions import who_is
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower, entered

MARIA, LUIS = "maria@example.com", "luis@example.com"
BROWSER = new_token()
VISIT = Visit("203.0.113.9", "Mozilla/5.0 (X11; Linux x86_64) Chrome/120", next_path="/accounts/")


def new_maria() -> Subject:
    borrower(MARIA)
    return subject(MARIA)


def subject(email: str) -> Subject:
    found = who_is(entered(email))
    assert found is not None
    return found


def options_to_add(who: Subject, name: str = "Phone") -> dict:
    with unit_of_work() as session:
        return passkeys.options_to_add(session, who, name)


def add(who: Subject, name: str = "Phone", **bent) -> Authenticator:
    key = Authenticator(**bent)
    passkeys.add(who, name, key.create(options_to_add(who, name)))
    return key


def log_in(key: Authenticator, browser: str = BROWSER) -> str:
    """Whose session it is."""
    done = passkeys.log_in(key.get(passkeys.options_to_log_in(browser)), browser, VISIT)
    assert done.next_path == "/accounts/"
    found = who_is(done.token)
    assert found is not None
    return found.name


def refusal(key: Authenticator, /, **bent) -> Reason:
    for name, value in bent.items():
        setattr(key, name, value)
    with pytest.raises(PasskeyRefused) as refused:
        log_in(key)
    return refused.value.reason


def sessions_open() -> int:
    with reading() as session:
        return len(session.exec(select(SessionRow)).all())


def change(statement) -> None:
    with unit_of_work() as session:
        session.execute(statement)


def audited(session: Session) -> list[tuple[str, str]]:
    found = select(AuditEntry).where(col(AuditEntry.action).like("portal:passkey:%"))
    rows = session.exec(found.order_by(col(AuditEntry.id))).all()
    return [(one.action.rpartition(":")[2], one.detail) for one in rows]


def mails(session: Session) -> list[str]:
    """Templates, the oldest first, but those of new browsers: each log-in here is from one."""
    found = select(Message.template).where(col(Message.template) != "security.new_device")
    return list(session.exec(found.order_by(col(Message.id))).all())
