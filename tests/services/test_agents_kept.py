"""Administrators keep agents: invited, changed, shut out, helped; somebody can always do it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select, update

from models.agents import Agent
from models.customers import Login
from models.second_steps import PendingLogIn, RecoveryCode
from models.single_use_links import LinkPurpose, SingleUseLink
from services import sessions
from services.agents import keeping
from services.agents.directory import AgentRow, agents_page
from services.agents.errors import AgentDisabled, LastAdministrator, OwnSecondStep
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import InvalidInput, NotAllowed, NotFound, PortalError, TooManyAttempts
from services.links import LinkDead, look
from services.logins import Visit, pending
from services.roles import AgentRole
from services.second_steps import authenticator, recovery
from services.sessions import which_agent
from services.subject import AgentSubject
from tests.support.customers import agent, traces

NEW = ("new.agent@lender.example", "Nia New", "servicer")


def with_password(*agents: AgentSubject) -> None:
    with unit_of_work() as session:
        ids = [one.login_id for one in agents]
        session.execute(update(Login).where(Login.id.in_(ids)).values(password_hash="x"))  # pyright: ignore


def enabled(role: AgentRole = AgentRole.ADMINISTRATOR) -> AgentSubject:
    made = agent(role)
    with_password(made)
    return made


def done(flow: Callable[..., object], *args: object) -> object:
    with unit_of_work() as session:
        return flow(session, *args)


def listed(acting: AgentSubject) -> dict[int, AgentRow]:
    with reading() as session:
        return {row.id: row for row in agents_page(session, acting, 0).rows}


def logged_in(one: AgentSubject) -> str:
    with unit_of_work() as session:
        return sessions.start(session, session.get_one(Login, one.login_id))


def mailed_token(session: Session) -> str:
    from models.messages import Message

    newest = session.exec(select(Message).order_by(Message.id.desc())).first()  # pyright: ignore
    assert newest is not None
    return next(word for word in newest.text.split() if "/reset/" in word).rpartition("/")[2]


@pytest.fixture
def admin(portal_db: Engine) -> AgentSubject:
    return enabled()


def test_a_new_agent_is_mailed_a_link_and_sets_the_second_step_up(admin: AgentSubject) -> None:
    new = done(keeping.add, admin, " New.Agent@Lender.example", " Nia  New ", "servicer")
    left = traces()
    assert left.mails == [(NEW[0], "agent_invited")]
    assert [(what, who) for what, who, _detail in left.log] == [
        ("lms:agent:created", admin.login_id),
        ("lms:link:sent", admin.login_id),
    ]
    with reading() as session:
        opened = look(session, mailed_token(session), Door.LMS, LinkPurpose.RESET_PASSWORD)
        assert opened.login is not None
        assert (opened.login.agent_id, opened.login.password_hash) == (new, "")
    row = listed(admin)[int(str(new))]
    assert (row.name, row.role, row.state, row.last_in) == ("Nia New", "servicer", "invited", "")


@pytest.mark.parametrize(
    ("typed", "field", "problem"),
    [
        (("nobody", "Nia", "viewer"), "email", "not_an_address"),
        (("a@b.example\r\nBcc: c@d.example", "Nia", "viewer"), "email", "not_an_address"),
        (("agent0@lender.example", "Nia", "viewer"), "email", "taken"),
        (("n@lender.example", "  ", "viewer"), "name", "missing"),
        (("n@lender.example", "N" * 81, "viewer"), "name", "too_long"),
        (("n@lender.example", "N\x07", "viewer"), "name", "not_printable"),
        (("n@lender.example", "Nia", "owner"), "role", "unknown"),
        (("n@lender.example", "Nia", ""), "role", "unknown"),
    ],
)
def test_what_cannot_be_an_agent_is_none(
    admin: AgentSubject, typed: tuple[str, str, str], field: str, problem: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        done(keeping.add, admin, *typed)
    assert (refused.value.field, refused.value.problem) == (field, problem)
    assert (traces().log, traces().mails) == ([], [])


@pytest.mark.parametrize("role", [AgentRole.VIEWER, AgentRole.SERVICER])
def test_other_roles_do_and_see_nothing_of_it(admin: AgentSubject, role: AgentRole) -> None:
    other = enabled(role)
    changes: list[Callable[[], object]] = [
        lambda: done(keeping.add, other, *NEW),
        lambda: done(keeping.send_link, other, admin.agent_id),
        lambda: done(keeping.set_role, other, other.agent_id, "administrator"),
        lambda: done(keeping.disable, other, admin.agent_id),
        lambda: done(keeping.enable, other, admin.agent_id),
        lambda: done(keeping.reset_second_step, other, admin.agent_id, "why"),
        lambda: listed(other),
    ]
    for change in changes:
        with pytest.raises(NotAllowed):
            change()
    assert (traces().log, traces().mails) == ([], [])


def test_a_role_counts_at_the_next_click(admin: AgentSubject) -> None:
    other = enabled(AgentRole.SERVICER)
    token = logged_in(other)
    done(keeping.set_role, admin, other.agent_id, "viewer")
    seen = which_agent(token)
    assert seen is not None
    assert seen.role is AgentRole.VIEWER
    assert traces().told == {other.login_id}
    assert traces().log[-1] == ("lms:agent:changed", admin.login_id, "role: servicer → viewer")
    done(keeping.set_role, admin, other.agent_id, "viewer")
    assert len(traces().log) == 2, "what is so already is no change"


def test_a_disabled_agent_is_out_at_once_and_comes_back_as_before(admin: AgentSubject) -> None:
    other = enabled(AgentRole.SERVICER)
    token = logged_in(other)
    with unit_of_work() as session:
        login = session.get_one(Login, other.login_id)
        waiting, _id = pending.begin(session, login, None, Visit())
    done(keeping.send_link, admin, other.agent_id)
    with reading() as session:
        link = mailed_token(session)
    done(keeping.disable, admin, other.agent_id)
    assert which_agent(token) is None
    assert not pending.is_pending(waiting, Door.LMS)
    with reading() as session, pytest.raises(LinkDead):
        look(session, link, Door.LMS, LinkPurpose.RESET_PASSWORD)
    assert other.login_id in traces().told
    assert listed(admin)[other.agent_id].state == "disabled"
    with pytest.raises(AgentDisabled):
        done(keeping.send_link, admin, other.agent_id)
    done(keeping.enable, admin, other.agent_id)
    assert which_agent(token) is None, "an ended session stays ended"
    assert which_agent(logged_in(other)) is not None
    verbs = [what for what, _who, _detail in traces().log]
    assert verbs.count("lms:agent:disabled") == verbs.count("lms:agent:enabled") == 1


def test_the_last_administrator_stays(admin: AgentSubject) -> None:
    invited = agent(AgentRole.ADMINISTRATOR)
    for change in (
        lambda: done(keeping.disable, admin, admin.agent_id),
        lambda: done(keeping.set_role, admin, admin.agent_id, "servicer"),
    ):
        with pytest.raises(LastAdministrator):
            change()
    assert traces().log == []
    with_password(invited)
    done(keeping.disable, admin, admin.agent_id)
    with pytest.raises(NotAllowed):
        done(keeping.set_role, admin, invited.agent_id, "viewer")
    with pytest.raises(LastAdministrator):
        done(keeping.set_role, invited, invited.agent_id, "viewer")


def test_of_two_who_demote_each_other_one_stays(admin: AgentSubject) -> None:
    other = enabled()

    def demote(pair: tuple[AgentSubject, AgentSubject]) -> bool:
        try:
            done(keeping.set_role, pair[0], pair[1].agent_id, "viewer")
        except PortalError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(demote, [(admin, other), (other, admin)]))
    assert sorted(outcomes) == [False, True]
    with reading() as session:
        left = session.exec(select(Agent).where(Agent.role == AgentRole.ADMINISTRATOR)).all()
        assert len(left) == 1


def test_a_lost_second_step_is_set_up_anew(admin: AgentSubject) -> None:
    other = enabled(AgentRole.SERVICER)
    token = logged_in(other)
    with unit_of_work() as session:
        authenticator.replace(session, other.login_id, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
        recovery.renew(session, other.login_id)
    assert listed(admin)[other.agent_id].state == "ready"
    with pytest.raises(InvalidInput):
        done(keeping.reset_second_step, admin, other.agent_id, " ")
    done(keeping.reset_second_step, admin, other.agent_id, "Showed her ID at the desk")
    assert which_agent(token) is None
    assert listed(admin)[other.agent_id].state == "step_lost"
    left = traces()
    assert left.mails[-1][1] == "second_step_reset"
    assert ("lms:second_step:reset", admin.login_id, "Showed her ID at the desk") in left.log
    with reading() as session:
        assert session.exec(select(RecoveryCode)).all() == []
        assert session.exec(select(PendingLogIn).where(PendingLogIn.ended_at == None)).all() == []  # noqa: E711


def test_nobody_takes_their_own_second_step_off(admin: AgentSubject) -> None:
    with pytest.raises(OwnSecondStep):
        done(keeping.reset_second_step, admin, admin.agent_id, "why")
    assert traces().log == []


def test_links_are_counted(admin: AgentSubject) -> None:
    other = enabled(AgentRole.VIEWER)
    for _time in range(6):
        done(keeping.send_link, admin, other.agent_id)
    with pytest.raises(TooManyAttempts):
        done(keeping.send_link, admin, other.agent_id)
    with reading() as session:
        open_links = [one for one in session.exec(select(SingleUseLink)) if one.voided_at is None]
        assert len(open_links) == 1


@pytest.mark.parametrize("agent_id", [0, -1, 99, None, "1; --", True, {"id": 1}, "9" * 40])
def test_what_is_no_agent_is_not_found(admin: AgentSubject, agent_id: object) -> None:
    with pytest.raises(NotFound):
        done(keeping.disable, admin, agent_id)
    with pytest.raises(NotFound):
        done(keeping.set_role, admin, agent_id, "viewer")


def test_pages_go_on_by_name(admin: AgentSubject) -> None:
    for _one in range(27):
        agent(AgentRole.VIEWER)
    with reading() as session:
        first, second = (agents_page(session, admin, page) for page in (0, 1))
    assert (len(first.rows), first.more, len(second.rows), second.more) == (25, True, 3, False)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
