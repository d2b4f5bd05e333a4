"""Who may come in: granted, withdrawn, sent a link, reset, ended; always by a servicer."""

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.customers import Customer, Login
from models.messages import Message
from models.second_steps import PendingLogIn, RecoveryCode
from models.single_use_links import AskedFor, LinkPurpose
from services import sessions
from services.customers.access import (
    end_session,
    end_sessions,
    grant,
    reset_second_step,
    revoke_device,
    send_link,
    withdraw,
)
from services.customers.errors import NoLogin, NoPortalAccess
from services.customers.page import customer_page
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import InvalidInput, NotFound, TooManyAttempts
from services.links import look
from services.links.asking import ask
from services.logins import pending
from services.logins.pending import Visit
from services.second_steps import authenticator, devices, recovery
from services.sessions import who_is
from services.subject import AgentSubject
from tests.support.borrowers import borrower
from tests.support.customers import agent, customer, traces


@pytest.fixture
def servicer(portal_db: Engine) -> AgentSubject:
    return agent()


def logged_in(login_id: int) -> str:
    with unit_of_work() as session:
        return sessions.start(
            session, session.get_one(Login, login_id), "198.51.100.1", "Firefox/1"
        )


def mailed_token() -> str:
    with reading() as session:
        newest = select(Message).order_by(col(Message.id).desc()).limit(1)
        words = session.exec(newest).one().text.split()
        return next(word for word in words if "/reset/" in word).rpartition("/")[2]


def test_withdrawn_access_ends_sessions_at_once(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    token = logged_in(login_id)
    assert who_is(token) is not None
    with unit_of_work() as session:
        withdraw(session, servicer, 1)
    assert who_is(token) is None
    with unit_of_work() as session:
        grant(session, servicer, 1)
    assert who_is(token) is None
    left = traces()
    assert ("lms:access:withdrawn", servicer.login_id, "") in left.log
    assert ("lms:access:granted", servicer.login_id, "") in left.log
    assert login_id in left.told


def test_a_link_signs_a_customer_up_who_has_no_login(servicer: AgentSubject) -> None:
    own = customer("nina@example.com")
    with pytest.raises(NoPortalAccess), unit_of_work() as session:
        send_link(session, servicer, own)
    with unit_of_work() as session:
        grant(session, servicer, own)
        assert send_link(session, servicer, own) == "nina@example.com"
    with reading() as session:
        opened = look(session, mailed_token(), Door.PORTAL, LinkPurpose.SIGN_UP)
        assert opened.customer is not None
        assert opened.customer.id == own
    assert traces().mails == [("nina@example.com", "first_password")]


def test_a_link_resets_the_password_of_who_has_one(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    with unit_of_work() as session:
        send_link(session, servicer, 1)
    with reading() as session:
        opened = look(session, mailed_token(), Door.PORTAL, LinkPurpose.RESET_PASSWORD)
        assert opened.login is not None
        assert opened.login.id == login_id
    assert ("lms:link:sent", servicer.login_id, "") in traces().log


def test_links_by_agents_count_with_those_that_are_asked_for(servicer: AgentSubject) -> None:
    """Six an hour in all to one inbox (from elsewhere than this machine)."""
    borrower("b@example.com")
    for _ in range(3):
        ask("b@example.com", AskedFor.FORGOT, Visit("203.0.113.9"))
    for _ in range(3):
        with unit_of_work() as session:
            send_link(session, servicer, 1)
    with pytest.raises(TooManyAttempts), unit_of_work() as session:
        send_link(session, servicer, 1)
    with pytest.raises(TooManyAttempts):
        ask("b@example.com", AskedFor.FORGOT, Visit("203.0.113.9"))
    assert len(traces().mails) == 3


def test_a_lost_second_step_is_forgotten_with_all_that_hangs_on_it(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    token = logged_in(login_id)
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        authenticator.replace(session, login_id, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        recovery.renew(session, login_id)
        devices.trust(session, login_id, "", "")
        pending.begin(session, login, None, Visit())
        login.second_step_failures = 100
        login.second_step_disabled_at = login.created_at
        session.add(login)
    with unit_of_work() as session:
        reset_second_step(session, servicer, 1, "  came with her\npassport ")
    assert who_is(token) is None
    with reading() as session:
        assert not authenticator.is_set_up(session, login_id)
        assert session.exec(select(RecoveryCode)).all() == []
        assert devices.trusted(session, login_id) == []
        assert session.exec(select(PendingLogIn)).one().ended_at is not None
        login = session.get_one(Login, login_id)
        assert (login.second_step_failures, login.second_step_disabled_at) == (0, None)
    left = traces()
    assert ("lms:second_step:reset", servicer.login_id, "came with her passport") in left.log
    assert left.mails == [("b@example.com", "second_step_reset")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301, None, 7])
def test_a_reset_needs_a_reason(servicer: AgentSubject, reason: object) -> None:
    borrower("b@example.com")
    with pytest.raises(InvalidInput) as refused, unit_of_work() as session:
        reset_second_step(session, servicer, 1, reason)  # pyright: ignore[reportArgumentType]
    assert refused.value.field == "reason"
    assert traces().mails == []


def test_without_a_login_there_is_nothing_to_reset(servicer: AgentSubject) -> None:
    own = customer()
    for flow in (
        lambda s: reset_second_step(s, servicer, own, "x"),
        lambda s: end_sessions(s, servicer, own),
    ):
        with pytest.raises(NoLogin), unit_of_work() as session:
            flow(session)


def test_sessions_and_devices_are_listed_and_ended_one_by_one(servicer: AgentSubject) -> None:
    login_id, other = borrower("b@example.com"), borrower("other@example.com")
    first, second, foreign = logged_in(login_id), logged_in(login_id), logged_in(other)
    with unit_of_work() as session:
        _token, device = devices.trust(session, login_id, "198.51.100.1", "Firefox/1")
    with reading() as session:
        view = customer_page(session, servicer, 1)
        theirs = customer_page(session, servicer, 2)
    assert {one.browser for one in view.sessions} == {"Firefox"}
    assert len(view.sessions) == 2
    with pytest.raises(NotFound), unit_of_work() as session:
        end_session(session, servicer, 1, theirs.sessions[0].id)
    with unit_of_work() as session:
        end_session(session, servicer, 1, min(one.id for one in view.sessions))
        revoke_device(session, servicer, 1, device)
    assert [who_is(token) is None for token in (first, second, foreign)] == [True, False, False]
    with unit_of_work() as session:
        end_sessions(session, servicer, 1)
    assert who_is(second) is None
    with reading() as session:
        view = customer_page(session, servicer, 1)
    assert (view.sessions, view.devices) == ((), ())


def test_a_login_without_password_is_invited(servicer: AgentSubject) -> None:
    login_id = borrower("b@example.com")
    with unit_of_work() as session:
        session.execute(update(Login).where(col(Login.id) == login_id).values(password_hash=""))
        session.execute(update(Customer).values(portal_access=True))
    with unit_of_work() as session:
        send_link(session, servicer, 1)
    assert traces().mails == [("b@example.com", "first_password")]
