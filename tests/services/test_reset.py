"""A new password by a link: what it ends, and that it skips no second step."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Door, Login, SecondStep
from models.lender import LenderSettings, UnknownAccess
from models.second_steps import Authenticator, Method, PendingLogIn, TrustedDevice
from models.single_use_links import AskedFor, LinkPurpose
from services import links
from services.database import reading, unit_of_work
from services.errors import NotLoggedIn
from services.links import LinkDead
from services.links.asking import ask, send_password_link
from services.logins import Entered, StepNeeded, Visit, WrongLogin, log_in, reset
from services.logins.password_rules import Problem, WeakPassword
from services.logins.reset import AskLender
from services.second_steps import choices, codes, devices, flows
from services.sessions import who_is
from tests.support.agents import agent_cookie
from tests.support.borrowers import PASSWORD, borrower, entered
from tests.support.mailbox import mails, token_in

MARIA, NINA = "maria@example.com", "nina@example.com"
VISIT = Visit("203.0.113.9", "Browser/1")
NEW = "plum orbit canvas"
SHORT = "tea4Plum"


@pytest.fixture(autouse=True)
def maria(portal_db: Engine) -> int:
    return borrower(MARIA, SecondStep.NONE)


def link(email: str = MARIA, asked_for: AskedFor = AskedFor.FORGOT) -> str:
    ask(email, asked_for, VISIT)
    return token_in(mails(email)[0])


def set_password(token: str, password: str = NEW, door: Door = Door.PORTAL):
    return reset.set_password(token, password, VISIT, door)


def add_customer(email: str = NINA, **more: object) -> None:
    with unit_of_work() as session:
        session.add(
            Customer(
                **{"first_name": "Nina", "last_name": "Costa", "portal_access": True} | more,  # pyright: ignore[reportArgumentType]
                email=email,
            )
        )


def give_phone(login_id: int) -> None:
    with unit_of_work() as session:
        login = session.get(Login, login_id)
        assert login
        customer = session.get(Customer, login.customer_id)
        assert customer
        customer.phone = "+12025550143"


def test_a_reset_enters_with_the_new_password_and_ends_what_was_open(maria: int) -> None:
    theirs = entered(MARIA)
    with unit_of_work() as session:
        login = session.get(Login, maria)
        assert login
        devices.trust(session, maria, "", "")
        links.make_link(session, LinkPurpose.CONFIRM_EMAIL, login=login, email="new@example.com")
    done = set_password(link())
    assert isinstance(done, Entered)
    assert who_is(done.token)
    assert who_is(theirs) is None
    with pytest.raises(WrongLogin):
        log_in(MARIA, PASSWORD, VISIT)
    assert isinstance(log_in(MARIA, NEW, replace(VISIT, browser=done.browser)), Entered)
    with reading() as session:
        assert devices.trusted(session, maria) == []
        actions = session.exec(select(AuditEntry.action)).all()
    assert {"portal:link:used", "portal:password:reset", "portal:session:all_ended"} <= set(actions)
    assert mails(MARIA)[0].subject == "Your password was changed"


def test_a_log_in_under_way_ends_with_the_old_password(maria: int) -> None:
    erin = borrower("erin@example.com", SecondStep.EMAIL)
    give_phone(erin)
    pending = log_in("erin@example.com", PASSWORD, VISIT)
    assert isinstance(pending, StepNeeded)
    with unit_of_work() as session:
        session.execute(update(Customer).values(second_step=SecondStep.NONE))
    set_password(link("erin@example.com"))
    with pytest.raises(NotLoggedIn):
        choices.send_again(pending.token)


def test_a_link_works_once_also_in_parallel() -> None:
    token = link()

    def attempt(number: int) -> bool:
        try:
            return isinstance(set_password(token, f"{NEW} {number}"), Entered)
        except LinkDead:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(4))) == 1
    with pytest.raises(LinkDead):
        set_password(token)


def test_a_weak_password_uses_nothing_up() -> None:
    token = link()
    for weak, problem in (
        (SHORT, Problem.TOO_SHORT),
        ("x" * 10_000, Problem.TOO_LONG),
        ("Maria-Reyes-2026", Problem.ABOUT_YOU),
        ("password12345678", Problem.COMMON),
    ):
        with pytest.raises(WeakPassword) as refused:
            set_password(token, weak)
        assert (refused.value.problem, refused.value.shortest) == (problem, 15)
    assert isinstance(log_in(MARIA, PASSWORD, VISIT), Entered)
    assert isinstance(set_password(token), Entered)


def test_nothing_is_hashed_for_a_dead_link(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_password: str) -> str:
        raise AssertionError

    monkeypatch.setattr(reset, "hash_password", fail)
    with pytest.raises(LinkDead):
        set_password("x" * 43)


@pytest.mark.parametrize("step", [SecondStep.SMS, SecondStep.AUTHENTICATOR])
def test_a_reset_does_not_skip_the_second_step(step: SecondStep) -> None:
    sam = borrower("sam@example.com", step)
    give_phone(sam)
    with unit_of_work() as session:
        if step is SecondStep.AUTHENTICATOR:
            now = utc_now()
            session.add(Authenticator(login_id=sam, sealed_secret="x", confirmed_at=now))
        token, device = devices.trust(session, sam, "", "")
    visit = Visit(VISIT.address, device=token)
    done = reset.set_password(link("sam@example.com"), SHORT, visit, Door.PORTAL)
    assert isinstance(done, StepNeeded)
    assert done.method == step
    with reading() as session:
        row = session.get(TrustedDevice, device)
        assert row
        assert row.revoked_at


def test_an_email_code_is_no_second_step_after_a_mail(maria: int) -> None:
    """Who reads Erin's mail has the link and would have the code: her phone is asked."""
    erin = borrower("erin@example.com", SecondStep.EMAIL)
    give_phone(erin)
    hers = who_is_of(log_in_by_mail("erin@example.com"))
    done = set_password(link("erin@example.com"), SHORT)
    assert isinstance(done, StepNeeded)
    assert done.method is Method.SMS
    assert choices.another_way(done.token, "email") is Method.SMS
    with pytest.raises(WrongLogin):
        log_in("erin@example.com", SHORT, VISIT)
    assert who_is(hers)
    done = flows.verify(done.token, code_of(done.token), False, VISIT)
    assert who_is(done.token)
    assert who_is(hers) is None
    assert isinstance(log_in("erin@example.com", SHORT, VISIT), StepNeeded)
    with reading() as session:
        kept = session.exec(select(PendingLogIn.new_password_hash)).all()
    assert set(kept) == {""}


def log_in_by_mail(email: str) -> str:
    """Token of a session, by password and email code."""
    needed = log_in(email, PASSWORD, VISIT)
    assert isinstance(needed, StepNeeded)
    assert needed.method is Method.EMAIL
    return flows.verify(needed.token, code_of(needed.token), False, VISIT).token


def who_is_of(token: str) -> str:
    assert who_is(token)
    return token


def code_of(token: str) -> str:
    """A code that this pending log-in takes."""
    with unit_of_work() as session:
        pending = flows.pending_log_ins.find(session, token, Door.PORTAL)
        assert pending.row.method
        asker = flows.asker_of(pending)
        return codes.make(session, asker, pending.row.method, "elsewhere")


def test_without_another_step_the_lender_is_asked_and_nothing_changes() -> None:
    borrower("erin@example.com", SecondStep.EMAIL)
    token = link("erin@example.com")
    with pytest.raises(AskLender):
        reset.look(token, Door.PORTAL)
    with pytest.raises(AskLender):
        set_password(token, SHORT)
    assert isinstance(log_in("erin@example.com", PASSWORD, VISIT), StepNeeded)


def test_the_lender_who_knows_who_asked_sends_a_link_that_is_enough() -> None:
    erin = borrower("erin@example.com", SecondStep.EMAIL)
    with unit_of_work() as session:
        login = session.get(Login, erin)
        assert login
        customer = session.get(Customer, login.customer_id)
        assert customer
        send_password_link(session, customer)
    done = set_password(token_in(mails("erin@example.com")[0]), SHORT)
    assert isinstance(done, StepNeeded)
    assert done.method is Method.EMAIL
    assert isinstance(log_in("erin@example.com", SHORT, VISIT), StepNeeded)


def test_sign_up_makes_a_login_and_enters() -> None:
    add_customer(second_step=SecondStep.NONE)
    done = set_password(link(NINA, AskedFor.SIGN_UP))
    assert isinstance(done, Entered)
    assert who_is(done.token)
    assert isinstance(log_in(NINA, NEW, replace(VISIT, browser=done.browser)), Entered)
    assert mails(NINA)[0].subject == "Your login is ready"
    ask(NINA, AskedFor.SIGN_UP, VISIT)
    assert mails(NINA)[0].subject == "You already have a login"


def test_sign_up_goes_through_the_second_step_that_is_required() -> None:
    add_customer(phone="+12025550143")
    with unit_of_work() as session:
        session.add(LenderSettings(second_step_required=True, offers_authenticator=False))
    token = link(NINA, AskedFor.SIGN_UP)
    assert reset.look(token, Door.PORTAL).shortest == 8
    done = set_password(token, SHORT)
    assert isinstance(done, StepNeeded)
    assert done.method is Method.SMS


def test_sign_up_grants_access_where_the_lender_lets_in_whoever_is_known() -> None:
    add_customer(portal_access=False, second_step=SecondStep.NONE)
    with unit_of_work() as session:
        session.add(LenderSettings(without_access=UnknownAccess.GRANT))
    token = link(NINA, AskedFor.SIGN_UP)
    with reading() as session:
        nina = select(Customer.portal_access).where(Customer.email == NINA)
        assert session.exec(nina).one() is False, "nothing is granted before the mail is read"
    assert isinstance(set_password(token), Entered)
    with reading() as session:
        granted = col(AuditEntry.action) == "portal:access:granted"
        assert session.exec(select(AuditEntry).where(granted)).one().customer_id


def test_a_sign_up_link_ends_when_there_is_a_login() -> None:
    add_customer(second_step=SecondStep.NONE)
    token = link(NINA, AskedFor.SIGN_UP)
    with unit_of_work() as session:
        nina = session.exec(select(Customer).where(Customer.email == NINA)).one()
        session.add(Login(customer_id=nina.id, email="other@example.com"))
    with pytest.raises(LinkDead):
        set_password(token)


def test_an_agent_sets_a_password_and_then_an_authenticator() -> None:
    agent_cookie()
    email = "administrator@lender.example"
    ask(email, AskedFor.FORGOT, VISIT, Door.LMS)
    token = token_in(mails(email)[0])
    with pytest.raises(LinkDead):
        set_password(token)
    done = set_password(token, SHORT, Door.LMS)
    assert isinstance(done, StepNeeded)
    assert done.set_up is Method.AUTHENTICATOR
