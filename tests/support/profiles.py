"""A borrower at their profile, for tests: a session, its proof's age, what was sent."""

from datetime import timedelta

from sqlmodel import col, select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Login, SecondStep
from models.messages import Message
from models.sessions import Session as SessionRow
from services import sessions
from services.database import reading, unit_of_work
from services.logins.pending import Visit
from services.subject import Subject
from tests.support.borrowers import borrower

VISIT = Visit("203.0.113.9", "Browser/1")


def someone(
    second_step: SecondStep = SecondStep.NONE,
    phone: str | None = None,
    email: str = "maria@example.com",
) -> Subject:
    """With a fresh session."""
    login_id = borrower(email, second_step)
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        mine = update(Customer).where(col(Customer.id) == login.customer_id)
        session.execute(mine.values(phone=phone))
    return again(login_id)


def again(login_id: int) -> Subject:
    """Another session of the same login."""
    with unit_of_work() as session:
        token = sessions.start(session, session.get_one(Login, login_id))
    subject = sessions.who_is(token)
    assert subject
    return subject


def age(subject: Subject, minutes: int = 11) -> None:
    """The last proof of the session is that old."""
    with unit_of_work() as session:
        mine = update(SessionRow).where(col(SessionRow.id) == subject.session_id)
        session.execute(mine.values(proved_at=utc_now() - timedelta(minutes=minutes)))


def sent(to: str = "") -> list[Message]:
    """What went out, newest first; to one address, or to all."""
    with reading() as session:
        found = session.exec(select(Message).order_by(col(Message.id).desc())).all()
    return [one for one in found if to in ("", one.recipient)]


def actions() -> list[str]:
    with reading() as session:
        return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all())
