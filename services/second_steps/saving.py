"""Recovery codes, shown to their owner until they are saved."""

from dataclasses import dataclass, field

from sqlmodel import Session

from services import audit
from services.second_steps import recovery
from services.subject import AgentSubject, Subject

Owner = Subject | AgentSubject


@dataclass(frozen=True)
class CodesToSave:
    codes: list[str] = field(default_factory=list)
    text: str = ""
    """The codes, one a line; "" when there is nothing to save."""


def codes_to_save(session: Session, owner: Owner) -> CodesToSave:
    """No codes once they are saved: only their hashes are kept then."""
    codes = recovery.to_show(session, owner.login_id)
    return CodesToSave(codes, "\n".join(codes))


def codes_as_text(session: Session, owner: Owner) -> str:
    """One a line, for a file; "" once they are saved."""
    return "".join(f"{code}\n" for code in recovery.to_show(session, owner.login_id))


def codes_are_saved(session: Session, owner: Owner) -> None:
    recovery.seen(session, owner.login_id)
    door = "lms" if isinstance(owner, AgentSubject) else "portal"
    audit.record(
        session,
        f"{door}:recovery_codes:seen",
        login_id=owner.login_id,
        actor_login_id=owner.login_id,
    )
