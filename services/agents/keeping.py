"""What administrators do about agents: invite, change the role, shut out, let in again, help.

One transaction each, with every administrator's row locked: of two who demote each other at once,
one stays.
"""

from sqlmodel import Session, col, select

from models.agents import Agent, AgentRole
from models.base import utc_now
from models.customers import Door, Login
from models.single_use_links import AskedFor, LinkPurpose
from services import audit, live, sessions
from services.agents.creating import checked_name, make
from services.agents.errors import AgentDisabled, LastAdministrator, OwnSecondStep
from services.customers.repository import as_id
from services.emails import normal_email
from services.errors import InvalidInput, NotAllowed, NotFound
from services.links import LIFE, make_link, void
from services.logins import throttle
from services.messages import mail_owner
from services.messages.letters import links as letters
from services.messages.letters import security
from services.reasons import checked_reason
from services.roles import require
from services.second_steps.forgetting import end_pending, forget
from services.subject import AgentSubject


def add(session: Session, agent: AgentSubject, email: str, name: str, role: object) -> int:
    """A new agent, mailed a link with which they set a password; the answer is the agent's id.

    Their second step is set up at the first log-in. Raises `NotAllowed`, `TooManyAttempts`,
    `InvalidInput` (`email`: `not_an_address`, `taken`; `name`: `missing`, `too_long`,
    `not_printable`; `role`: `unknown`).
    """
    _administrators(session, agent)
    username, label, wanted = normal_email(email), checked_name(name), _role(role)
    if username is None:
        raise InvalidInput("email", "not_an_address")
    if not label:
        raise InvalidInput("name", "missing")
    if _is_taken(session, username):
        raise InvalidInput("email", "taken")
    login = make(session, username, wanted, label)
    _record(session, agent, login, "lms:agent:created", f"role: {wanted}")
    _mail_link(session, agent, login)
    return login.agent_id or 0


def send_link(session: Session, agent: AgentSubject, agent_id: object) -> None:
    """A new link to set a password; the older one is void.

    Raises `NotAllowed`, `NotFound`, `AgentDisabled`, `TooManyAttempts`.
    """
    _administrators(session, agent)
    _row, login = _find(session, agent_id)
    if login.disabled_at is not None:
        raise AgentDisabled()
    _mail_link(session, agent, login)


def set_role(session: Session, agent: AgentSubject, agent_id: object, role: object) -> None:
    """It counts at their next click. Raises `NotAllowed`, `NotFound`, `LastAdministrator`,
    `InvalidInput` (`role`: `unknown`).
    """
    able = _administrators(session, agent)
    wanted = _role(role)
    row, login = _find(session, agent_id)
    if row.role is wanted:
        return
    _keep_one(able, row)
    detail = f"role: {row.role} → {wanted}"
    row.role = wanted
    session.add(row)
    _record(session, agent, login, "lms:agent:changed", detail)
    live.tell(session, [login.id or 0])


def disable(session: Session, agent: AgentSubject, agent_id: object) -> None:
    """Shut out at once: sessions and log-ins under way end, links are void.

    Raises `NotAllowed`, `NotFound`, `LastAdministrator`.
    """
    able = _administrators(session, agent)
    row, login = _find(session, agent_id)
    if login.disabled_at is not None:
        return
    _keep_one(able, row)
    login.disabled_at = utc_now()
    session.add(login)
    void(session, login_id=login.id)
    end_pending(session, login)
    sessions.end_all(session, login.id or 0, actor=agent.login_id)
    _record(session, agent, login, "lms:agent:disabled")


def enable(session: Session, agent: AgentSubject, agent_id: object) -> None:
    """Their password and second step are as they were. Raises `NotAllowed`, `NotFound`."""
    _administrators(session, agent)
    _row, login = _find(session, agent_id)
    if login.disabled_at is not None:
        login.disabled_at = None
        session.add(login)
        _record(session, agent, login, "lms:agent:enabled")


def reset_second_step(
    session: Session, agent: AgentSubject, agent_id: object, reason: object
) -> None:
    """For somebody who lost it: set up anew at the next log-in; sessions end, they are told.

    Nobody resets their own. Raises `NotAllowed`, `NotFound`, `OwnSecondStep`, `InvalidInput`
    (`reason`: `missing`, `too_long`).
    """
    _administrators(session, agent)
    row, login = _find(session, agent_id)
    if row.id == agent.agent_id:
        raise OwnSecondStep()
    why = checked_reason(reason)
    forget(session, login, actor=agent.login_id)
    _record(session, agent, login, "lms:second_step:reset", why)
    mail_owner(session, login, security.second_step_reset(utc_now()))


def _administrators(session: Session, agent: AgentSubject) -> set[int]:
    """Ids of the agents who can administer; whoever acts is one of them still.

    One without a password cannot log in and does not count. Raises `NotAllowed`.
    """
    require(agent, AgentRole.ADMINISTRATOR)
    rows = session.exec(
        select(Agent)
        .where(Agent.role == AgentRole.ADMINISTRATOR)
        .order_by(col(Agent.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    ids = [row.id for row in rows if row.role is AgentRole.ADMINISTRATOR]
    logins = select(Login.agent_id, Login.password_hash).where(
        col(Login.agent_id).in_(ids), col(Login.disabled_at).is_(None)
    )
    enabled = {agent_id: bool(hashed) for agent_id, hashed in session.exec(logins).all()}
    if agent.agent_id not in enabled:
        raise NotAllowed(AgentRole.ADMINISTRATOR)
    return {agent_id for agent_id, has_password in enabled.items() if agent_id and has_password}


def _keep_one(able: set[int], row: Agent) -> None:
    """Raises `LastAdministrator` when without `row` nobody is left."""
    if row.id in able and len(able) == 1:
        raise LastAdministrator()


def _find(session: Session, agent_id: object) -> tuple[Agent, Login]:
    found = session.exec(
        select(Agent, Login)
        .join(Login, col(Login.agent_id) == col(Agent.id))
        .where(Agent.id == as_id(agent_id), Login.door == Door.LMS)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _is_taken(session: Session, email: str) -> bool:
    found = select(Login.id).where(Login.door == Door.LMS, Login.email == email)
    return session.exec(found).first() is not None


def _mail_link(session: Session, agent: AgentSubject, login: Login) -> None:
    """It counts with the links that the agent asks for: an inbox gets no more of them."""
    throttle.charge(session, throttle.link_limits(AskedFor.FORGOT, Door.LMS, login.email))
    address = make_link(session, LinkPurpose.RESET_PASSWORD, login=login)
    draft = letters.reset_password if login.password_hash else letters.agent_invited
    mail_owner(session, login, draft(address, LIFE))
    _record(session, agent, login, "lms:link:sent")


def _role(given: object) -> AgentRole:
    try:
        return AgentRole(str(given))
    except ValueError:
        raise InvalidInput("role", "unknown") from None


def _record(
    session: Session, agent: AgentSubject, login: Login, action: str, detail: str = ""
) -> None:
    audit.record(
        session,
        action,
        login_id=login.id,
        actor_login_id=agent.login_id,
        address=agent.address,
        detail=detail,
    )
