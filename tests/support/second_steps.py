"""Second steps as tests see them: codes that were sent, a clock of authenticators, a log-in."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
from pyotp.totp import TOTP
from sqlmodel import col, select

from models.audit import AuditEntry
from models.customers import Customer, Door, Login, SecondStep
from models.messages import Message
from services.database import reading, unit_of_work
from services.logins import StepNeeded, Visit, log_in, passwords
from services.second_steps import authenticator
from tests.support.borrowers import PASSWORD, borrower

T = TypeVar("T")

HERE = Visit("203.0.113.9", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0")
PHONE = "+12025550143"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- a test's


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared as text."""
    monkeypatch.setattr(passwords._hasher, "verify", lambda typed, _: typed == PASSWORD)


def by_sms(email: str = "sam@example.com") -> int:
    login_id = borrower(email, SecondStep.SMS)
    with_phone(login_id, PHONE)
    return login_id


def by_email(email: str = "erin@example.com") -> int:
    return borrower(email, SecondStep.EMAIL)


def by_authenticator(email: str = "tina@example.com") -> int:
    login_id = borrower(email, SecondStep.AUTHENTICATOR)
    with unit_of_work() as session:
        authenticator.replace(session, login_id, SECRET)
    return login_id


def with_phone(login_id: int, phone: str | None) -> None:
    with unit_of_work() as session:
        customer = session.get(Customer, login_of(login_id).customer_id)
        assert customer is not None
        customer.phone = phone
        session.add(customer)


def login_of(login_id: int) -> Login:
    with reading() as session:
        login = session.get(Login, login_id)
        assert login is not None
        return login


def begun(email: str, door: Door = Door.PORTAL, device: str = "") -> StepNeeded:
    """A log-in whose password was right."""
    done = log_in(email, PASSWORD, replace(HERE, device=device), door)
    assert isinstance(done, StepNeeded)
    return done


def sent_to(recipient: str) -> list[str]:
    """Codes that were sent there, the oldest first."""
    with reading() as session:
        found = select(Message.text).where(Message.recipient == recipient)
        texts = session.exec(found.order_by(col(Message.id))).all()
    return [code for text in texts for code in re.findall(r"\b\d{6}\b", text)[:1]]


def templates_to(recipient: str) -> list[str]:
    with reading() as session:
        found = select(Message.template).where(Message.recipient == recipient)
        return list(session.exec(found.order_by(col(Message.id))).all())


def actions(prefix: str = "") -> list[str]:
    """Of the audit log, the oldest first."""
    with reading() as session:
        found = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
    return [action for action in found if action.startswith(prefix)]


def code_at(counter: int, secret: str = SECRET) -> str:
    return TOTP(secret).generate_otp(counter)


def other_code(*codes: str) -> str:
    """Six digits that are none of `codes`."""
    return next(c for c in map("{:06}".format, range(1_000_000)) if c not in codes)


class Clock:
    """Steps of 30 seconds, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counter = 59_000_000
        monkeypatch.setattr(authenticator, "now_counter", lambda: self.counter)

    def code(self, ahead: int = 0, secret: str = SECRET) -> str:
        return code_at(self.counter + ahead, secret)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def at_once(times: int, call: Callable[[int], T]) -> list[T | Exception]:
    """What `call(0)`, `call(1)`, … gave or raised, all started together."""
    start = Barrier(times)

    def run(number: int) -> T | Exception:
        start.wait()
        try:
            return call(number)
        except Exception as problem:
            return problem

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
