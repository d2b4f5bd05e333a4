"""Fresh proof: the password or a code again when the last one is older than ten minutes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Login, SecondStep
from models.messages import Message
from models.sessions import Session as SessionRow
from services import sessions
from services.database import reading, unit_of_work
from services.errors import InvalidInput, TooManyAttempts
from services.logins.pending import Visit
from services.profile import proof
from services.profile.errors import ProofNeeded, WrongPassword
from services.second_steps import authenticator
from services.second_steps.errors import TooSoon, WrongCode
from services.subject import Subject
from tests.support.borrowers import PASSWORD, borrower

VISIT = Visit("203.0.113.9", "Browser/1")
PHONE = "+12025550143"


def someone(second_step: SecondStep = SecondStep.NONE, phone: str | None = None) -> Subject:
    """With a session whose last proof is eleven minutes old."""
    login_id = borrower("maria@example.com", second_step)
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        session.execute(update(Customer).values(phone=phone))
        token = sessions.start(session, login)
    subject = sessions.who_is(token)
    assert subject
    age(subject)
    return subject


def age(subject: Subject, minutes: int = 11) -> None:
    with unit_of_work() as session:
        mine = update(SessionRow).where(col(SessionRow.id) == subject.session_id)
        session.execute(mine.values(proved_at=utc_now() - timedelta(minutes=minutes)))


def is_fresh(subject: Subject) -> bool:
    with reading() as session:
        try:
            proof.require(session, subject)
        except ProofNeeded:
            return False
    return True


def asked(subject: Subject) -> proof.Asked:
    with reading() as session:
        return proof.asked(session, subject)


def texted() -> str:
    with reading() as session:
        newest = select(Message.text).order_by(col(Message.id).desc())
        return session.exec(newest).first() or ""


def actions() -> list[str]:
    with reading() as session:
        return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all())


def test_it_lasts_ten_minutes_in_its_own_session_only(portal_db: Engine) -> None:
    subject = someone()
    age(subject, 9)
    assert is_fresh(subject)
    age(subject)
    assert not is_fresh(subject)
    with unit_of_work() as session:
        token = sessions.start(session, session.get_one(Login, subject.login_id))
    other = sessions.who_is(token)
    assert other
    assert is_fresh(other)
    assert not is_fresh(subject)


def test_the_password_where_no_second_step_is_enrolled(portal_db: Engine) -> None:
    subject = someone()
    assert asked(subject).ways == ["password"]
    with pytest.raises(WrongPassword):
        proof.prove(subject, "password", "not hers", VISIT)
    assert not is_fresh(subject)
    proof.prove(subject, "password", PASSWORD, VISIT)
    assert is_fresh(subject)
    assert actions()[-2:] == ["portal:profile:proof_failed", "portal:profile:proved"]


def test_a_mailed_code_proves_nothing_the_password_does(portal_db: Engine) -> None:
    assert asked(someone(SecondStep.EMAIL)).ways == ["password"]


@pytest.mark.parametrize("way", ["password", "authenticator", "email", "", "recovery_code"])
def test_only_what_is_asked_for_counts(portal_db: Engine, way: str) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    with pytest.raises(InvalidInput):
        proof.prove(subject, way, PASSWORD, VISIT)
    assert not is_fresh(subject)


def test_a_texted_code_once_and_where_it_was_asked_for(portal_db: Engine) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    assert asked(subject).hint.endswith("0143.")
    with unit_of_work() as session:
        proof.send(session, subject, VISIT)
    code = texted().rpartition("#")[2]
    with pytest.raises(TooSoon), unit_of_work() as session:
        proof.send(session, subject, VISIT)
    with unit_of_work() as session:
        token = sessions.start(session, session.get_one(Login, subject.login_id))
    other = sessions.who_is(token)
    assert other
    for who, typed in ((other, code), (subject, "000000")):
        with pytest.raises(WrongCode):
            proof.prove(who, "sms", typed, VISIT)
    proof.prove(subject, "sms", f"{code[:3]} {code[3:]}", VISIT)
    assert is_fresh(subject)
    with pytest.raises(WrongCode):
        proof.prove(subject, "sms", code, VISIT)


def test_of_parallel_uses_of_a_code_one_counts(portal_db: Engine) -> None:
    subject = someone(SecondStep.AUTHENTICATOR)
    with unit_of_work() as session:
        authenticator.replace(session, subject.login_id, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    with reading() as session:
        code, _seconds = authenticator.next_code(session, subject.login_id) or ("", 0)

    def one(_n: int) -> bool:
        try:
            proof.prove(subject, "authenticator", code, VISIT)
        except WrongCode:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1


def test_guessing_is_throttled_as_at_log_in(portal_db: Engine) -> None:
    subject = someone()
    for _ in range(8):
        with pytest.raises(WrongPassword):
            proof.prove(subject, "password", "guess", VISIT)
    with pytest.raises(TooManyAttempts):
        proof.prove(subject, "password", PASSWORD, VISIT)
    assert "portal:login:locked" in actions()


def test_wrong_codes_count_towards_the_hundred_that_disable(portal_db: Engine) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    with pytest.raises(WrongCode):
        proof.prove(subject, "sms", "000000", VISIT)
    with reading() as session:
        assert session.get_one(Login, subject.login_id).second_step_failures == 1
