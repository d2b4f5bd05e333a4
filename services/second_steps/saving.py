"""Recovery codes, shown to their owner until they are saved."""

from dataclasses import dataclass, field

from sqlmodel import Session

from services import audit
from services.second_steps import recovery
from services.subject import Subject


@dataclass(frozen=True)
class CodesToSave:
    codes: list[str] = field(default_factory=list)
    text: str = ""
    """The codes, one a line; "" when there is nothing to save."""


def codes_to_save(session: Session, subject: Subject) -> CodesToSave:
    """No codes once they are saved: only their hashes are kept then."""
    codes = recovery.to_show(session, subject.login_id)
    return CodesToSave(codes, "\n".join(codes))


def codes_as_text(session: Session, subject: Subject) -> str:
    """One a line, for a file; "" once they are saved."""
    return "".join(f"{code}\n" for code in recovery.to_show(session, subject.login_id))


def codes_are_saved(session: Session, subject: Subject) -> None:
    recovery.seen(session, subject.login_id)
    audit.record(
        session,
        "portal:recovery_codes:seen",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
    )
