"""A challenge is for one answer, one browser, one purpose, and a short time."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.base import utc_now
from models.passkeys import PasskeyChallenge
from services import passkeys
from services.database import reading, unit_of_work
from services.passkeys import PasskeyRefused, challenges
from services.passkeys.errors import Reason
from services.sealing import new_token
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.passkeys import (
    BROWSER,
    MARIA,
    VISIT,
    add,
    log_in,
    new_maria,
    options_to_add,
    subject,
)


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    return new_maria()


def test_a_challenge_works_once(maria: Subject) -> None:
    key = add(maria)
    options = passkeys.options_to_log_in(BROWSER)
    passkeys.log_in(key.get(options), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options), BROWSER, VISIT)


def test_a_challenge_is_used_up_by_a_failure(maria: Subject) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    key.verifies = False
    for reason in (Reason.NOT_VALID, Reason.CHALLENGE):
        with pytest.raises(PasskeyRefused) as refused:
            passkeys.log_in(key.get(options), BROWSER, VISIT)
        assert refused.value.reason is reason
        key.verifies = True


def test_a_challenge_to_add_works_once(maria: Subject) -> None:
    options = options_to_add(maria)
    with pytest.raises(PasskeyRefused):
        passkeys.add(maria, "Phone", Authenticator(verifies=False).create(options))
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.add(maria, "Phone", Authenticator().create(options))
    assert refused.value.reason is Reason.CHALLENGE


def test_a_challenge_is_for_one_browser_session_and_purpose(maria: Subject) -> None:
    key, other = add(maria), subject(MARIA)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(passkeys.options_to_log_in(new_token())), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options_to_add(maria)), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(passkeys.options_to_log_in("")), "", VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.add(other, "Laptop", Authenticator().create(options_to_add(maria)))


def test_a_challenge_to_add_is_none_to_log_in(maria: Subject) -> None:
    given = challenges.give(challenges.Purpose.ADD, BROWSER)
    with unit_of_work() as session:
        with pytest.raises(PasskeyRefused):
            challenges.take(session, given, challenges.Purpose.LOG_IN, BROWSER)
        challenges.take(session, given, challenges.Purpose.ADD, BROWSER)


def test_a_challenge_ends(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    later = utc_now() + challenges.LIFE + timedelta(seconds=1)
    monkeypatch.setattr(challenges, "utc_now", lambda: later)
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.log_in(key.get(options), BROWSER, VISIT)
    assert refused.value.reason is Reason.EXPIRED
    log_in(key)
    with reading() as session:
        assert len(session.exec(select(PasskeyChallenge)).all()) == 1, "ended ones are pruned"


def test_a_challenge_that_was_changed_is_nobodys(maria: Subject) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    longer = bytearray(challenges.give(challenges.Purpose.LOG_IN, BROWSER))
    longer[35] ^= 1
    with unit_of_work() as session, pytest.raises(PasskeyRefused):
        challenges.take(session, bytes(longer), challenges.Purpose.LOG_IN, BROWSER)
    options["challenge"] = options["challenge"][:-4]
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options), BROWSER, VISIT)
