"""Guessing codes, locking a login and making it send: bounded, told, and the owner gets in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.base import utc_now
from models.customers import Login
from models.second_steps import Code
from models.sessions import Session as SessionRow
from models.sessions import Throttle
from services.database import reading, unit_of_work
from services.doors import Door
from services.errors import NotLoggedIn, TooManyAttempts
from services.logins import Entered, WrongLogin, log_in, throttle
from services.second_steps import choices, flows
from services.second_steps.errors import SecondStepDisabled, WrongCode
from services.second_steps.page import waiting
from tests.support.borrowers import PASSWORD
from tests.support.second_steps import (
    HERE,
    PHONE,
    actions,
    at_once,
    begun,
    by_sms,
    other_code,
    quick_passwords,
    sent_to,
    templates_to,
)

__all__ = ["quick_passwords"]
SAM = "sam@example.com"
LOCKED, DISABLED = "security.log_in_locked", "security.second_step_disabled"
ATTACKER = replace(HERE, address="198.51.100.66")


@pytest.fixture(autouse=True)
def sam(portal_db: Engine, quick_passwords: None) -> int:
    return by_sms()


def wrong(token: str, times: int = 1) -> None:
    code = other_code(*sent_to(PHONE))
    for _ in range(times):
        with pytest.raises(WrongCode):
            flows.verify(token, code, False, ATTACKER)


def later(key: str, by: timedelta) -> None:
    with unit_of_work() as session:
        rows = session.exec(select(Throttle).where(col(Throttle.key).startswith(key))).all()
        for row in rows:
            row.window_started_at -= by
            session.add(row)


def locked(call: Callable[[], object]) -> timedelta:
    """How long the lock lasts."""
    with pytest.raises(TooManyAttempts) as lock:
        call()
    return lock.value.until - utc_now()


def test_five_in_five_minutes_then_even_the_right_one_waits(sam: int) -> None:
    step = begun(SAM)
    wrong(step.token, 5)
    (code,) = sent_to(PHONE)
    left = locked(lambda: flows.verify(step.token, code, False, HERE))
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)
    with reading() as session:
        assert session.exec(select(SessionRow)).all() == []
    assert "portal:second_step:throttled" in actions()
    later("code-5:", timedelta(minutes=5))
    assert flows.verify(step.token, code, False, HERE)


def test_twenty_an_hour_and_fifty_a_day(sam: int) -> None:
    step = begun(SAM)
    for _ in range(4):
        wrong(step.token, 5)
        later("code-5:", timedelta(minutes=5))
    left = locked(lambda: wrong(step.token))
    assert timedelta(minutes=58) < left <= timedelta(hours=1)
    with unit_of_work() as session:
        day = col(Throttle.key).startswith("code-1440:")
        session.execute(update(Throttle).where(day).values(failures=50))
    later("code-60:", timedelta(hours=1))
    assert locked(lambda: wrong(step.token)) > timedelta(hours=23)


def test_an_address_is_bounded_over_all_logins(sam: int) -> None:
    step = begun(SAM)
    wrong(step.token)
    with unit_of_work() as session:
        mine = col(Throttle.key).startswith("code-address:")
        session.execute(update(Throttle).where(mine).values(failures=60))
    locked(lambda: flows.verify(step.token, "000000", False, ATTACKER))
    with pytest.raises(WrongCode):
        flows.verify(step.token, other_code(*sent_to(PHONE)), False, HERE)


def test_right_codes_do_not_count(sam: int) -> None:
    for number in range(8):
        step = begun(SAM)
        flows.verify(step.token, sent_to(PHONE)[number], False, HERE)


def test_guesses_at_once_pass_no_limit(sam: int) -> None:
    step = begun(SAM)
    code = other_code(*sent_to(PHONE))
    results = at_once(9, lambda _: flows.verify(step.token, code, False, ATTACKER))
    assert sum(isinstance(one, WrongCode) for one in results) == 5
    assert sum(isinstance(one, TooManyAttempts) for one in results) == 4


def test_the_owner_is_told_once_as_the_lock_begins(sam: int) -> None:
    step = begun(SAM)
    wrong(step.token, 5)
    for _ in range(3):
        locked(lambda: wrong(step.token))
    assert templates_to(SAM) == [LOCKED]
    assert actions("portal:login:locked") == ["portal:login:locked"]
    assert actions("portal:second_step:throttled") == ["portal:second_step:throttled"]


def test_and_three_times_a_day_at_most(sam: int) -> None:
    step = begun(SAM)
    for _ in range(4):
        wrong(step.token, 5)
        later("code-5:", timedelta(minutes=5))
    for _ in range(8):
        with pytest.raises(WrongLogin):
            log_in(SAM, "wrong", ATTACKER)
    assert len(actions("portal:login:locked")) == 5
    assert templates_to(SAM) == [LOCKED] * 3


def test_a_hundred_in_a_row_switch_it_off(sam: int) -> None:
    step = begun(SAM)
    with unit_of_work() as session:
        session.execute(update(Login).values(second_step_failures=99))
    wrong(step.token)
    assert templates_to(SAM) == [DISABLED]
    assert "portal:second_step:disabled" in actions()
    (code,) = sent_to(PHONE)
    for refused in (
        lambda: flows.verify(step.token, code, False, HERE),
        lambda: choices.send_again(step.token),
        lambda: choices.another_way(step.token, ""),
    ):
        with pytest.raises(SecondStepDisabled):
            refused()
    assert waiting(begun(SAM).token, Door.PORTAL).closed
    assert len(sent_to(PHONE)) == 1
    assert "portal:second_step:refused" in actions()


def test_in_a_row_means_that_a_right_one_ends_it(sam: int) -> None:
    step = begun(SAM)
    wrong(step.token, 3)
    flows.verify(step.token, sent_to(PHONE)[0], False, HERE)
    with reading() as session:
        login = session.get(Login, sam)
        assert login
        assert login.second_step_failures == 0


def test_codes_that_go_out_are_capped_and_the_newest_still_counts(sam: int) -> None:
    tokens = [begun(SAM).token for _ in range(10)]
    step = begun(SAM)
    assert not step.sent
    assert len(sent_to(PHONE)) == 10
    locked(lambda: choices.send_again(step.token))
    with unit_of_work() as session:
        session.execute(update(Code).values(created_at=utc_now() - timedelta(minutes=1)))
    locked(lambda: choices.send_again(tokens[-1]))
    assert flows.verify(tokens[-1], sent_to(PHONE)[-1], False, HERE)


def test_the_owner_with_a_trusted_device_gets_in_while_the_login_is_locked(sam: int) -> None:
    step = begun(SAM)
    device = flows.verify(step.token, sent_to(PHONE)[0], True, HERE).device
    attack = begun(SAM)
    wrong(attack.token, 5)
    with unit_of_work() as session:
        session.execute(update(Throttle).values(failures=5_000, window_started_at=utc_now()))
    locked(lambda: log_in(SAM, PASSWORD, HERE))
    assert isinstance(log_in(SAM, PASSWORD, replace(HERE, device=device)), Entered)


def test_a_trusted_device_guesses_no_passwords_either(sam: int) -> None:
    device = flows.verify(begun(SAM).token, sent_to(PHONE)[0], True, HERE).device
    theirs = replace(HERE, device=device)
    for _ in range(8):
        with pytest.raises(WrongLogin):
            log_in(SAM, "wrong", theirs)
    locked(lambda: log_in(SAM, PASSWORD, theirs))
    assert begun(SAM)


def test_an_unknown_pending_log_in_is_refused_and_noted_once_a_minute(sam: int) -> None:
    for _ in range(3):
        with pytest.raises(NotLoggedIn):
            flows.verify("x" * 43, "123456", False, ATTACKER)
    assert actions() == ["portal:second_step:refused"]


def test_an_ipv6_subscriber_is_one_address() -> None:
    def key(address: str) -> str:
        return throttle.limits(None, address)[1].key

    assert key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9")
    assert key("2001:db8:1:2::1") != key("2001:db8:1:3::1")
    assert key("::ffff:192.0.2.1") != key("::ffff:192.0.2.2")
    assert key("192.0.2.1") != key("192.0.2.2")
    assert key("") != key("junk")
