"""What was refused is in the log too."""

from services.audit.recording import record
from services.database import unit_of_work
from services.subject import AgentSubject


def record_refusal(agent: AgentSubject, action: str, detail: str = "") -> None:
    """In a unit of work of its own: the one that was refused is rolled back."""
    with unit_of_work() as session:
        record(
            session,
            action,
            actor_login_id=agent.login_id,
            address=agent.address,
            detail=detail or f"role: {agent.role.value}",
        )
