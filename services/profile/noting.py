"""What goes with every change: an entry in the audit log, and the open tabs look again."""

from sqlmodel import Session

from services import audit, live
from services.logins.pending import Visit
from services.subject import Subject


def note(session: Session, subject: Subject, visit: Visit, verb: str, detail: str = "") -> None:
    """`verb`: such as `profile:phone_changed`; `detail` is for agents to read."""
    audit.record(
        session,
        f"portal:{verb}",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        customer_id=subject.customer_id,
        address=visit.address,
        user_agent=visit.user_agent,
        detail=detail,
    )
    live.tell(session, [subject.login_id])
