"""Who is asking: the argument of every read (ADR 0003)."""

from dataclasses import dataclass

from models.agents import AgentRole


@dataclass(frozen=True)
class Subject:
    """A logged-in borrower. `language` is `en` or `es`."""

    login_id: int
    customer_id: int
    session_id: int
    name: str
    language: str = "en"


@dataclass(frozen=True)
class AgentSubject:
    """A logged-in agent of the lender."""

    login_id: int
    agent_id: int
    session_id: int
    name: str
    role: AgentRole
    language: str = "en"
    address: str = ""
