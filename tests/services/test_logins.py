"""Log-in: right, wrong, unknown, throttled; the work is the same for known and unknown."""

import os
import sys
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Login, SecondStep
from models.sessions import Session as SessionRow
from models.sessions import Throttle
from services.database import unit_of_work
from services.emails import normal_email
from services.errors import TooManyAttempts
from services.logins import (
    Entered,
    StepNeeded,
    Visit,
    WrongLogin,
    log_in,
    passwords,
)
from services.sessions import who_is
from tests.support.borrowers import PASSWORD, borrower

ELSEWHERE = "203.0.113.9"


def attempt(email: str = "maria@example.com", password: str = PASSWORD, address: str = ELSEWHERE):
    return log_in(email, password, Visit(address, "Browser/1"))


def fail(times: int, **values: str) -> None:
    for _ in range(times):
        with pytest.raises(WrongLogin):
            attempt(**{"password": "wrong", **values})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords compared as text; the list says how often."""
    calls: list[str] = []

    def verify(password: str, hashed: str) -> bool:
        calls.append(hashed)
        return password == PASSWORD

    monkeypatch.setattr(passwords._hasher, "verify", verify)
    return calls


@pytest.fixture(autouse=True)
def maria(portal_db: Engine) -> int:
    return borrower("maria@example.com")


def test_the_right_password_starts_a_session(maria: int) -> None:
    done = attempt(" Maria@Example.com ")
    assert isinstance(done, Entered)
    subject = who_is(done.token)
    assert subject
    assert subject.login_id == maria
    with unit_of_work() as session:
        assert session.exec(select(AuditEntry.action)).all() == ["portal:session:started"]
        assert all(row.failures == 0 for row in session.exec(select(Throttle)))


def test_a_wrong_password_starts_nothing_and_is_recorded(maria: int) -> None:
    fail(1)
    with unit_of_work() as session:
        assert session.exec(select(func.count()).select_from(SessionRow)).one() == 0
        entry = session.exec(select(AuditEntry)).one()
        assert (entry.action, entry.login_id) == ("portal:login:failed", maria)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("maria@example.com", "wrong"),
        ("nobody@example.com", PASSWORD),
        ("not an address", PASSWORD),
        ("maria@example.com", PASSWORD + "x" * 300),
    ],
)
def test_every_refusal_costs_one_hash(quick: list[str], email: str, password: str) -> None:
    fail(1, email=email, password=password)
    assert len(quick) == 1


@pytest.mark.parametrize(
    "shut", [{"portal_access": False}, {"disabled_at": utc_now()}], ids=["access", "disabled"]
)
def test_shut_out_is_like_unknown(quick: list[str], shut: dict[str, object]) -> None:
    table = Customer if "portal_access" in shut else Login
    with unit_of_work() as session:
        session.execute(update(table).values(**shut))
    fail(1, password=PASSWORD)
    assert len(quick) == 1


def test_a_login_locks_for_everyone_before_hashing_and_opens_again(quick: list[str]) -> None:
    fail(8)
    quick.clear()
    with pytest.raises(TooManyAttempts) as locked:
        attempt(address="198.51.100.1")
    assert locked.value.until > utc_now()
    assert quick == []
    earlier = utc_now() - timedelta(minutes=15)
    with unit_of_work() as session:
        session.execute(update(Throttle).values(window_started_at=earlier))
    attempt()


def test_unknown_emails_lock_like_known_ones(quick: list[str]) -> None:
    fail(8, email="nobody@example.com")
    with pytest.raises(TooManyAttempts):
        attempt("nobody@example.com")


def test_an_address_locks_for_all_logins(quick: list[str]) -> None:
    for number in range(30):
        fail(1, email=f"nobody{number}@example.com")
    with pytest.raises(TooManyAttempts):
        attempt()
    attempt(address="198.51.100.1")


def test_all_together_lock(quick: list[str]) -> None:
    fail(1)
    with unit_of_work() as session:
        overall = col(Throttle.key) == "overall"
        session.execute(update(Throttle).where(overall).values(failures=2_000))
    with pytest.raises(TooManyAttempts):
        attempt("other@example.com", address="198.51.100.2")


def test_only_failures_count(quick: list[str]) -> None:
    fail(7)
    for _ in range(20):
        attempt()
    fail(1)
    with pytest.raises(TooManyAttempts):
        attempt()


def test_loopback_is_wider_in_the_demo_only(
    quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(20, address="127.0.0.1")
    attempt(address="127.0.0.1")


@pytest.mark.parametrize("step", [SecondStep.SMS, SecondStep.EMAIL, SecondStep.AUTHENTICATOR])
def test_a_second_step_is_asked_for_after_the_right_password_only(step: SecondStep) -> None:
    borrower("sam@example.com", step)
    fail(1, email="sam@example.com")
    done = attempt("sam@example.com")
    assert isinstance(done, StepNeeded)
    assert done.method == (step if step is SecondStep.EMAIL else None)
    assert done.set_up == (None if step is SecondStep.EMAIL else step)
    with unit_of_work() as session:
        assert session.exec(select(SessionRow)).all() == []


@pytest.mark.parametrize(
    "text",
    ["", "maria", "\u212aim@example.com", "a@b@c", "a b@c.de", "m\x00@e.com", "a@" + "e" * 300],
)
def test_what_is_no_address(text: str) -> None:
    assert normal_email(text) is None


@pytest.mark.parametrize("password", ["", "nobody has this password", PASSWORD])
def test_a_login_without_a_password_is_shut(password: str) -> None:
    with unit_of_work() as session:
        session.execute(update(Login).values(password_hash=""))
    fail(1, password=password)


def test_hashes_are_computed_in_a_small_pool_that_gives_way() -> None:
    assert 1 <= passwords._pool._max_workers <= max(1, (os.cpu_count() or 1) // 2)
    if sys.platform == "linux":
        assert passwords._pool.submit(os.nice, 0).result() > os.nice(0)
