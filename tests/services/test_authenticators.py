"""Authenticator apps: a code once, one step of drift, a wrong clock told after two, set-up."""

import pytest
from pyotp import random_base32
from sqlalchemy import Engine
from sqlmodel import select

from models.customers import Login, SecondStep
from models.second_steps import Authenticator, Method
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import NotLoggedIn
from services.logins import Entered
from services.second_steps import authenticator, flows, recovery
from services.second_steps.errors import ClockIsOff, WrongCode
from services.second_steps.set_up import show
from tests.support.borrowers import borrower
from tests.support.second_steps import (
    HERE,
    SECRET,
    Clock,
    actions,
    at_once,
    begun,
    by_authenticator,
    clock,
    quick_passwords,
    templates_to,
)

__all__ = ["clock", "quick_passwords"]
TINA, ALEX = "tina@example.com", "alex@example.com"


@pytest.fixture(autouse=True)
def tina(portal_db: Engine, quick_passwords: None, clock: Clock) -> int:
    return by_authenticator()


def verify(code: str) -> Entered:
    return flows.verify(begun(TINA).token, code, False, HERE)


def refused(code: str, token: str = "") -> None:
    with pytest.raises(WrongCode):
        flows.verify(token or begun(TINA).token, code, False, HERE)


@pytest.mark.parametrize("ahead", [-1, 0, 1])
def test_one_step_of_drift(clock: Clock, ahead: int) -> None:
    assert verify(clock.code(ahead))


@pytest.mark.parametrize("ahead", [-2, 2])
def test_and_no_more(clock: Clock, ahead: int) -> None:
    refused(clock.code(ahead))


def test_a_code_counts_once_in_any_log_in(clock: Clock) -> None:
    code = clock.code()
    verify(code)
    refused(code)
    refused(clock.code(-1))
    assert verify(clock.code(1))


def test_in_parallel_one_wins(clock: Clock) -> None:
    tokens = [begun(TINA).token for _ in range(4)]
    code = clock.code()
    results = at_once(4, lambda number: flows.verify(tokens[number], code, False, HERE))
    assert sum(isinstance(one, Entered) for one in results) == 1
    assert sum(isinstance(one, WrongCode) for one in results) == 3


def test_the_secret_is_sealed() -> None:
    with reading() as session:
        assert SECRET not in session.exec(select(Authenticator.sealed_secret)).one()


@pytest.mark.parametrize("off", [-8, 8])
def test_a_clock_that_is_off_is_told_after_two_codes_that_agree(clock: Clock, off: int) -> None:
    token = begun(TINA).token
    first = clock.code(off)
    refused(first, token)
    clock.counter += 1
    second = clock.code(off)
    with pytest.raises(ClockIsOff) as told:
        flows.verify(token, second, False, HERE)
    assert told.value.seconds == off * 30
    clock.counter += off  # the clock is right now: both are used up
    refused(second, token)
    refused(first, token)
    clock.counter += 1
    assert flows.verify(token, clock.code(), False, HERE)


def test_one_code_twice_or_two_that_disagree_tell_nothing(clock: Clock) -> None:
    token = begun(TINA).token
    for code in (clock.code(-15), clock.code(-15), clock.code(-8), clock.code(9)):
        refused(code, token)


def test_codes_of_two_log_ins_do_not_agree(clock: Clock) -> None:
    refused(clock.code(5))
    clock.counter += 1
    refused(clock.code(5))


def set_up(clock: Clock) -> tuple[str, str]:
    """A pending log-in of Alex, and the secret that it is shown."""
    token = begun(ALEX).token
    return token, show(token, Door.PORTAL).key.replace(" ", "")


@pytest.fixture
def alex(tina: int) -> int:
    return borrower(ALEX, SecondStep.AUTHENTICATOR)


def test_set_up_gives_a_session_ten_codes_and_a_mail(clock: Clock, alex: int) -> None:
    token, secret = set_up(clock)
    assert len(secret) == 32
    assert show(token, Door.PORTAL).address.startswith("otpauth://totp/")
    done = flows.confirm_set_up(token, clock.code(secret=secret), HERE)
    assert done.has_codes_to_save
    with reading() as session:
        shown = recovery.to_show(session, alex)
    assert len(set(shown)) == 10
    assert templates_to(ALEX) == ["security.second_step_changed"]
    assert "portal:second_step:set_up" in actions()
    assert "portal:recovery_codes:made" in actions()


def test_nothing_is_kept_before_the_first_code(clock: Clock, alex: int) -> None:
    set_up(clock)
    with reading() as session:
        assert not authenticator.is_set_up(session, alex)
        assert len(session.exec(select(Authenticator)).all()) == 1


def test_what_one_browser_is_shown_is_not_what_another_confirms(clock: Clock, alex: int) -> None:
    attackers, known = set_up(clock)
    owners, secret = set_up(clock)
    assert known != secret
    with pytest.raises(WrongCode):
        flows.confirm_set_up(owners, clock.code(secret=known), HERE)
    flows.confirm_set_up(owners, clock.code(secret=secret), HERE)
    with pytest.raises(WrongCode):
        flows.confirm_set_up(attackers, clock.code(secret=known), HERE)
    with pytest.raises(NotLoggedIn):
        show(attackers, Door.PORTAL)


def test_the_first_code_is_used_up(clock: Clock, alex: int) -> None:
    token, secret = set_up(clock)
    code = clock.code(secret=secret)
    flows.confirm_set_up(token, code, HERE)
    with pytest.raises(WrongCode):
        flows.verify(begun(ALEX).token, code, False, HERE)
    assert begun(ALEX).method is Method.AUTHENTICATOR


def test_two_set_ups_at_once_leave_one(clock: Clock, alex: int) -> None:
    both = [set_up(clock) for _ in range(2)]
    results = at_once(
        2, lambda n: flows.confirm_set_up(both[n][0], clock.code(secret=both[n][1]), HERE)
    )
    assert sum(isinstance(one, Entered) for one in results) == 1


def test_wrong_codes_of_a_set_up_disable_nothing(clock: Clock, alex: int) -> None:
    token, _ = set_up(clock)
    with pytest.raises(WrongCode):
        flows.confirm_set_up(token, clock.code(secret=random_base32()), HERE)
    with reading() as session:
        login = session.get(Login, alex)
        assert login
        assert login.second_step_failures == 0


def test_set_up_is_for_those_who_need_it(clock: Clock) -> None:
    token = begun(TINA).token
    with pytest.raises(NotLoggedIn):
        show(token, Door.PORTAL)
    with pytest.raises(WrongCode):
        flows.confirm_set_up(token, clock.code(), HERE)


def test_what_is_offered_after_a_removal_is_new(tina: int) -> None:
    with unit_of_work() as session:
        before = authenticator.offer(session, tina, "session:1")
        assert authenticator.remove(session, tina)
        assert not authenticator.is_set_up(session, tina)
        assert authenticator.offer(session, tina, "session:1") != before
        assert not authenticator.remove(session, tina)


def test_the_next_code_says_when_it_is_accepted(clock: Clock, tina: int) -> None:
    with reading() as session:
        assert authenticator.next_code(session, tina) == (clock.code(), 0)
    verify(clock.code())
    with reading() as session:
        found = authenticator.next_code(session, tina)
    assert found
    assert verify(found[0])
