"""Sessions end by log-out, by idling and by age; access that is taken away ends them too."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.agents import Agent
from models.base import utc_now
from models.customers import Customer, Door, Login
from models.sessions import Session as SessionRow
from services.database import unit_of_work
from services.roles import AgentRole
from services.sessions import ABSOLUTE, IDLE, end, end_all, start, which_agent, who_is
from tests.support.borrowers import borrower

SECOND = timedelta(seconds=1)


def begin(login_id: int) -> str:
    with unit_of_work() as session:
        return start(session, session.get_one(Login, login_id), "203.0.113.9", "Browser/1")


def change(**values: object) -> None:
    with unit_of_work() as session:
        session.execute(update(SessionRow).values(**values))


def test_a_token_names_its_borrower_and_only_its_hash_is_kept(portal_db: Engine) -> None:
    login = borrower("maria@example.com")
    token = begin(login)
    subject = who_is(token)
    assert subject
    assert subject.login_id == login
    with unit_of_work() as session:
        assert token not in session.exec(select(SessionRow.token_hash)).all()


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "ñ" * 43])
def test_unknown_tokens_name_nobody(portal_db: Engine, token: str) -> None:
    assert who_is(token) is None


def test_idle_and_old_sessions_are_over(portal_db: Engine) -> None:
    token = begin(borrower("maria@example.com"))
    change(last_used_at=utc_now() - IDLE + 9 * SECOND)
    assert who_is(token)
    change(last_used_at=utc_now() - IDLE)
    assert who_is(token) is None
    change(last_used_at=utc_now(), expires_at=utc_now())
    assert who_is(token) is None
    assert timedelta(hours=24) == ABSOLUTE


def test_use_is_stamped_once_a_minute(portal_db: Engine) -> None:
    token = begin(borrower("maria@example.com"))
    recent, old = utc_now() - 50 * SECOND, utc_now() - 70 * SECOND
    for stamp, moves in ((recent, False), (old, True)):
        change(last_used_at=stamp)
        who_is(token)
        with unit_of_work() as session:
            assert (session.exec(select(SessionRow.last_used_at)).one() != stamp) is moves


@pytest.mark.parametrize("lock_wait_ms", [200])
def test_a_locked_database_costs_the_stamp_and_not_the_answer(portal_db: Engine) -> None:
    token, old = begin(borrower("maria@example.com")), utc_now() - 70 * SECOND
    change(last_used_at=old)
    with portal_db.execution_options(writes=False).connect() as held:
        held.exec_driver_sql("UPDATE sessions SET address = 'held'")
        assert who_is(token)
        held.rollback()
    with unit_of_work() as session:
        assert session.exec(select(SessionRow.last_used_at)).one() == old


def test_log_out_ends_one_and_log_out_everywhere_ends_all(portal_db: Engine) -> None:
    login, other = borrower("maria@example.com"), begin(borrower("luis@example.com"))
    first, second, third = begin(login), begin(login), begin(login)
    with unit_of_work() as session:
        end(session, first)
    assert who_is(first) is None
    assert who_is(second)
    with unit_of_work() as session:
        end_all(session, login)
    assert who_is(second) is None
    assert who_is(third) is None
    assert who_is(other)


def test_access_taken_away_ends_a_running_session(portal_db: Engine) -> None:
    token = begin(borrower("maria@example.com"))
    with unit_of_work() as session:
        session.execute(update(Customer).where(col(Customer.id) == 1).values(portal_access=False))
    assert who_is(token) is None


def agents_login() -> int:
    with unit_of_work() as session:
        agent = Agent(name="Ada Admin", role=AgentRole.VIEWER)
        session.add(agent)
        session.flush()
        login = Login(door=Door.LMS, agent_id=agent.id, email="ada@lender.example")
        session.add(login)
        session.flush()
        return login.id or 0


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (SessionRow, {"ended_at": utc_now()}),
        (SessionRow, {"expires_at": utc_now()}),
        (SessionRow, {"last_used_at": utc_now() - IDLE}),
        (Login, {"disabled_at": utc_now()}),
    ],
    ids=["ended", "expired", "idle", "disabled"],
)
def test_what_ends_a_session_ends_it_at_both_doors(
    portal_db: Engine, table: type, values: dict[str, object]
) -> None:
    hers, agents = begin(borrower("maria@example.com")), begin(agents_login())
    assert who_is(hers)
    assert which_agent(agents)
    with unit_of_work() as session:
        session.execute(update(table).values(**values))
    assert who_is(hers) is None
    assert which_agent(agents) is None


def test_a_session_of_one_door_is_nobodys_at_the_other(portal_db: Engine) -> None:
    hers, agents = begin(borrower("maria@example.com")), begin(agents_login())
    assert which_agent(hers) is None
    assert who_is(agents) is None
    with unit_of_work() as session:  # the door is asked for, not only whose the login is
        session.execute(update(Login).where(col(Login.agent_id).is_(None)).values(door=Door.LMS))
        session.execute(
            update(Login).where(col(Login.customer_id).is_(None)).values(door=Door.PORTAL)
        )
    assert who_is(hers) is None
    assert which_agent(agents) is None
