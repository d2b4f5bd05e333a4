"""The demo's agents: their password is the demo's, their authenticator's secret public."""

from sqlmodel import Session

from models.agents import Agent, AgentRole
from models.base import utc_now
from models.customers import Door, Login
from services.demo.people import LOGINS_SINCE
from services.second_steps import authenticator

SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"  # noqa: S105 -- public: only in the demo
AGENTS = (
    ("agent@juniper.example", "Ana Ortiz", AgentRole.SERVICER),
    ("agent2@juniper.example", "Ben Carter", AgentRole.SERVICER),
    ("admin@juniper.example", "Grace Kim", AgentRole.ADMINISTRATOR),
    ("viewer@juniper.example", "Theo Lang", AgentRole.VIEWER),
)


def add_agents(session: Session, password_hash: str) -> None:
    for email, name, role in AGENTS:
        agent = Agent(name=name, role=role)
        session.add(agent)
        session.flush()
        login = Login(
            door=Door.LMS,
            agent_id=agent.id,
            email=email,
            password_hash=password_hash,
            created_at=utc_now() - LOGINS_SINCE,
        )
        session.add(login)
        session.flush()
        authenticator.replace(session, login.id or 0, SECRET)
