"""Six digits that were sent count where they were asked for, once, for ten minutes."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select, update

from models.base import utc_now
from models.customers import Customer, Door, SecondStep
from models.lender import LenderSettings
from models.messages import Message
from models.second_steps import Code, CodePurpose, Method, PendingLogIn
from services.database import reading, unit_of_work
from services.errors import NotLoggedIn
from services.logins import Entered
from services.second_steps import choices, codes, flows
from services.second_steps.errors import TooSoon, WrongCode
from services.second_steps.sending import masked
from services.sessions import who_is
from tests.support.second_steps import (
    HERE,
    PHONE,
    at_once,
    begun,
    by_sms,
    other_code,
    quick_passwords,
    sent_to,
    with_phone,
)

__all__ = ["quick_passwords"]
SAM = "sam@example.com"


@pytest.fixture(autouse=True)
def sam(portal_db: Engine, quick_passwords: None) -> int:
    return by_sms()


def later(seconds: float) -> None:
    """As if codes had been made earlier."""
    with unit_of_work() as session:
        ago = timedelta(seconds=seconds)
        for code in session.exec(select(Code)).all():
            code.created_at, code.expires_at = code.created_at - ago, code.expires_at - ago
            session.add(code)


def refused(token: str, code: str) -> None:
    with pytest.raises(WrongCode):
        flows.verify(token, code, False, HERE)


def test_a_right_code_gives_a_session_and_only_once(sam: int) -> None:
    step = begun(SAM)
    assert (step.method, step.set_up, step.sent) == (Method.SMS, None, True)
    (code,) = sent_to(PHONE)
    done = flows.verify(step.token, f" {code[:3]}\u00a0{code[3:]} ", False, HERE)
    assert isinstance(done, Entered)
    subject = who_is(done.token)
    assert subject
    assert subject.login_id == sam
    assert done.token != step.token
    with pytest.raises(NotLoggedIn):
        flows.verify(step.token, code, False, HERE)


def test_only_a_keyed_hash_is_kept_and_the_message_is_secret() -> None:
    begun(SAM)
    (code,) = sent_to(PHONE)
    with reading() as session:
        assert code not in str(session.exec(select(Code)).one().model_dump())
        message = session.exec(select(Message)).one()
    assert message.is_secret
    assert message.expires_at


def test_the_pending_log_in_is_no_session() -> None:
    step = begun(SAM)
    assert who_is(step.token) is None


def test_a_code_of_another_log_in_is_wrong() -> None:
    mine, theirs = begun(SAM), begun(SAM)
    first, second = sent_to(PHONE)
    if first != second:
        refused(mine.token, second)
        refused(theirs.token, first)
    assert flows.verify(mine.token, first, False, HERE)


def test_a_newer_code_voids_the_older() -> None:
    step = begun(SAM)
    later(31)
    choices.send_again(step.token)
    first, second = sent_to(PHONE)
    if first != second:
        refused(step.token, first)
    assert flows.verify(step.token, second, False, HERE)


def test_ten_minutes() -> None:
    step = begun(SAM)
    later(601)
    refused(step.token, sent_to(PHONE)[0])


def test_a_pause_between_two_codes() -> None:
    step = begun(SAM)
    with pytest.raises(TooSoon) as soon:
        choices.send_again(step.token)
    assert 1 <= soon.value.seconds <= 31
    assert len(sent_to(PHONE)) == 1


def test_an_sms_code_is_nothing_in_the_email_challenge() -> None:
    with unit_of_work() as session:
        session.execute(update(Customer).values(second_step=SecondStep.INHERIT))
        session.add(LenderSettings(second_step_required=True))
    step = begun(SAM)
    assert choices.another_way(step.token, "email") is Method.EMAIL
    (by_sms_code,), (by_email_code,) = sent_to(PHONE), sent_to(SAM)
    if by_sms_code != by_email_code:
        refused(step.token, by_sms_code)
    assert choices.another_way(step.token, "") is Method.SMS
    assert len(sent_to(PHONE)) == 1
    if by_sms_code != by_email_code:
        refused(step.token, by_email_code)
    assert flows.verify(step.token, by_sms_code, False, HERE)


def test_a_code_for_another_purpose_or_session_is_wrong(sam: int) -> None:
    with unit_of_work() as session:
        mine = codes.Asker(sam, CodePurpose.PROOF, session_id=None)
        code = codes.make(session, mine, Method.SMS, PHONE)
        other = codes.Asker(sam, CodePurpose.PHONE)
        assert codes.accept(session, other, Method.SMS, code) is None
        assert codes.accept(session, mine, Method.EMAIL, code) is None
        assert codes.accept(session, mine, Method.SMS, code) == PHONE
        assert codes.accept(session, mine, Method.SMS, code) is None


def test_in_parallel_one_wins() -> None:
    step = begun(SAM)
    (code,) = sent_to(PHONE)
    results = at_once(4, lambda _: flows.verify(step.token, code, False, HERE))
    assert sum(isinstance(one, Entered) for one in results) == 1
    assert all(isinstance(one, (Entered, NotLoggedIn, WrongCode)) for one in results)


def test_clicks_at_once_send_one_code() -> None:
    step = begun(SAM)
    later(31)
    results = at_once(4, lambda _: choices.send_again(step.token))
    assert sum(one is Method.SMS for one in results) == 1
    assert len(sent_to(PHONE)) == 2


def test_not_at_the_other_door() -> None:
    step = begun(SAM)
    with pytest.raises(NotLoggedIn):
        flows.verify(step.token, sent_to(PHONE)[0], False, HERE, Door.LMS)


def test_a_method_that_was_taken_away_is_refused(sam: int) -> None:
    step = begun(SAM)
    (code,) = sent_to(PHONE)
    with_phone(sam, None)
    refused(step.token, code)


def test_a_pending_log_in_ends_after_a_quarter_of_an_hour() -> None:
    step = begun(SAM)
    (code,) = sent_to(PHONE)
    with unit_of_work() as session:
        session.execute(update(PendingLogIn).values(expires_at=utc_now()))
    with pytest.raises(NotLoggedIn):
        flows.verify(step.token, code, False, HERE)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "0" * 5_000]
)
def test_what_is_no_code_is_wrong_and_counted(typed: str) -> None:
    step = begun(SAM)
    refused(step.token, typed)
    (code,) = sent_to(PHONE)
    refused(step.token, other_code(code))
    assert flows.verify(step.token, code, False, HERE)


def test_destinations_are_masked() -> None:
    assert masked(PHONE) == "•••• 0143"
    assert masked("maria.reyes@example.com") == "m•••@example.com"
    assert masked("") == ""
