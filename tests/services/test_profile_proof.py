"""Fresh proof: the password or a code again when the last one is older than ten minutes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from models.customers import Login, SecondStep
from services.database import reading, unit_of_work
from services.errors import TooManyAttempts
from services.profile import proof
from services.profile.errors import ProofNeeded, WrongPassword
from services.second_steps import authenticator
from services.second_steps.errors import TooSoon, WrongCode
from services.subject import Subject
from tests.support import profiles
from tests.support.borrowers import PASSWORD
from tests.support.profiles import VISIT, actions, again, age, sent

PHONE = "+12025550143"


def someone(second_step: SecondStep = SecondStep.NONE, phone: str | None = None) -> Subject:
    """With a session whose last proof is eleven minutes old."""
    subject = profiles.someone(second_step, phone)
    age(subject)
    return subject


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


def test_it_lasts_ten_minutes_in_its_own_session_only(portal_db: Engine) -> None:
    subject = someone()
    age(subject, 9)
    assert is_fresh(subject)
    age(subject)
    assert not is_fresh(subject)
    other = again(subject.login_id)
    assert is_fresh(other)
    assert not is_fresh(subject)


def test_the_password_where_no_second_step_is_enrolled(portal_db: Engine) -> None:
    subject = someone()
    assert asked(subject).way == "password"
    with pytest.raises(WrongPassword):
        proof.prove(subject, "not hers", VISIT)
    assert not is_fresh(subject)
    proof.prove(subject, PASSWORD, VISIT)
    assert is_fresh(subject)
    assert actions()[-2:] == ["portal:profile:proof_failed", "portal:profile:proved"]


def test_a_mailed_code_proves_nothing_the_password_does(portal_db: Engine) -> None:
    assert asked(someone(SecondStep.EMAIL)).way == "password"


def test_the_password_does_not_replace_the_second_step(portal_db: Engine) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    with pytest.raises(WrongCode):
        proof.prove(subject, PASSWORD, VISIT)
    assert not is_fresh(subject)


def test_a_texted_code_once_and_where_it_was_asked_for(portal_db: Engine) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    assert asked(subject).hint.endswith("0143.")
    with unit_of_work() as session:
        proof.send(session, subject, VISIT)
    code = sent(PHONE)[0].text.rpartition("#")[2]
    with pytest.raises(TooSoon), unit_of_work() as session:
        proof.send(session, subject, VISIT)
    other = again(subject.login_id)
    for who, typed in ((other, code), (subject, "000000")):
        with pytest.raises(WrongCode):
            proof.prove(who, typed, VISIT)
    proof.prove(subject, f"{code[:3]} {code[3:]}", VISIT)
    assert is_fresh(subject)
    with pytest.raises(WrongCode):
        proof.prove(subject, code, VISIT)


def test_of_parallel_uses_of_a_code_one_counts(portal_db: Engine) -> None:
    subject = someone(SecondStep.AUTHENTICATOR)
    with unit_of_work() as session:
        authenticator.replace(session, subject.login_id, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    with reading() as session:
        code, _seconds = authenticator.next_code(session, subject.login_id) or ("", 0)

    def one(_n: int) -> bool:
        try:
            proof.prove(subject, code, VISIT)
        except WrongCode:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1


def test_guessing_is_throttled_as_at_log_in(portal_db: Engine) -> None:
    subject = someone()
    for _ in range(8):
        with pytest.raises(WrongPassword):
            proof.prove(subject, "guess", VISIT)
    with pytest.raises(TooManyAttempts):
        proof.prove(subject, PASSWORD, VISIT)
    assert "portal:login:locked" in actions()


def test_wrong_codes_count_towards_the_hundred_that_disable(portal_db: Engine) -> None:
    subject = someone(SecondStep.SMS, PHONE)
    with pytest.raises(WrongCode):
        proof.prove(subject, "000000", VISIT)
    with reading() as session:
        assert session.get_one(Login, subject.login_id).second_step_failures == 1
