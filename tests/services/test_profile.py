"""Changes of the profile: proof first, then the change, a mail to the owner, an entry for each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyotp.totp import TOTP
from sqlalchemy import Engine
from sqlmodel import select

from models.customers import Customer, Login, SecondStep
from models.live import LiveNotice
from services.database import reading, unit_of_work
from services.errors import InvalidInput, TooManyAttempts
from services.links import LinkDead
from services.profile import authenticator, browsers, email, phone, preferences
from services.profile.dialog import dialog
from services.profile.errors import ProofNeeded
from services.profile.view import profile
from services.second_steps import authenticator as mechanism
from services.second_steps import devices, recovery
from services.second_steps.errors import TooSoon, WrongCode
from services.sessions import who_is
from services.subject import Subject
from tests.support.borrowers import borrower
from tests.support.profiles import VISIT, actions, again, age, sent, someone

OLD, NEW = "maria@example.com", "maria.new@example.com"
PHONE = "+12025550199"


def ask_email(subject: Subject, typed: str = NEW) -> str:
    """Token of the link that was mailed, or ""."""
    with unit_of_work() as session:
        email.ask(session, subject, typed, VISIT)
    links = [word for one in sent(typed)[:1] for word in one.text.split() if "/confirm-" in word]
    return links[0].rpartition("/")[2] if links else ""


def login_of(subject: Subject) -> Login:
    with reading() as session:
        return session.get_one(Login, subject.login_id)


def ask_phone(subject: Subject, typed: str = PHONE) -> str:
    with unit_of_work() as session:
        phone.ask(session, subject, typed, VISIT)
    return sent(PHONE)[0].text.rpartition("#")[2]


def phone_of(subject: Subject) -> str | None:
    with reading() as session:
        return session.get_one(Customer, subject.customer_id).phone


def set_up(subject: Subject) -> None:
    with reading() as session:
        key = authenticator.offered(session, subject).key.replace(" ", "")
    authenticator.set_up(subject, TOTP(key).now(), VISIT)


def in_unit(change: Callable[..., None], *given: object) -> None:
    with unit_of_work() as session:
        change(session, *given)


def test_an_email_changes_when_its_link_is_used_and_the_old_one_is_told(portal_db: Engine) -> None:
    subject = someone()
    token = ask_email(subject)
    assert login_of(subject).email == OLD
    email.confirm(token, VISIT)
    assert login_of(subject).email == NEW
    told = sent(OLD)[0]
    assert told.subject == "Your email was changed"
    assert "m•••@example.com" in told.text
    assert "portal:profile:email_changed" in actions()
    with pytest.raises(LinkDead):
        email.confirm(token, VISIT)


def test_an_email_that_somebody_has_gets_no_link_and_the_same_answer(portal_db: Engine) -> None:
    subject = someone()
    borrower("luis@example.com")
    assert ask_email(subject, "luis@example.com") == ""
    assert sent() == []


def test_an_email_taken_meanwhile_stays_with_who_took_it(portal_db: Engine) -> None:
    token = ask_email(someone())
    borrower(NEW)
    with pytest.raises(LinkDead):
        email.confirm(token, VISIT)


def test_of_parallel_uses_of_a_link_one_counts(portal_db: Engine) -> None:
    token = ask_email(someone())

    def one(_n: int) -> bool:
        try:
            email.confirm(token, VISIT)
        except LinkDead:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1
    assert len([one for one in sent(OLD) if one.subject == "Your email was changed"]) == 1


@pytest.mark.parametrize("typed", ["", "x", OLD, "MARIA@example.com", "a@b\r\nBcc: c@d", "ｍ@x.y"])
def test_what_is_no_new_email_is_refused(portal_db: Engine, typed: str) -> None:
    subject = someone()
    with pytest.raises(InvalidInput):
        ask_email(subject, typed)
    assert sent() == []


def test_a_phone_is_theirs_once_its_code_comes_back(portal_db: Engine) -> None:
    subject, other = someone(phone="+12025550143"), None
    code = ask_phone(subject)
    other = again(subject.login_id)
    for who, typed in ((other, code), (subject, "000000")):
        with pytest.raises(WrongCode):
            phone.confirm(who, typed, VISIT)
    assert phone_of(subject) == "+12025550143"
    phone.confirm(subject, code, VISIT)
    assert phone_of(subject) == PHONE
    assert "•••• 0199" in sent(OLD)[0].text
    with pytest.raises(WrongCode):
        phone.confirm(subject, code, VISIT)


def test_texts_to_new_numbers_are_paced_and_capped(portal_db: Engine) -> None:
    subject = someone()
    ask_phone(subject)
    with pytest.raises(TooSoon):
        ask_phone(subject)
    with pytest.raises(InvalidInput):
        ask_phone(subject, "12")


def test_guesses_of_a_phone_code_are_throttled(portal_db: Engine) -> None:
    subject = someone()
    code = ask_phone(subject)
    for guess in ("000000", "000001", "000002", "000003", "000004"):
        with pytest.raises(WrongCode):
            phone.confirm(subject, guess, VISIT)
    with pytest.raises(TooManyAttempts):
        phone.confirm(subject, code, VISIT)


def test_an_authenticator_with_its_recovery_codes_on_and_off(portal_db: Engine) -> None:
    subject = someone()
    with pytest.raises(WrongCode):
        authenticator.set_up(subject, "000000", VISIT)
    set_up(subject)
    with reading() as session:
        seen = profile(session, subject)
        assert len(recovery.to_show(session, subject.login_id)) == 10
    assert [step.name for step in seen.steps] == ["Authenticator app", "Recovery code"]
    assert seen.may_turn_off
    assert sent(OLD)[0].subject == "Your second step was changed"
    in_unit(authenticator.renew_codes, subject, VISIT)
    in_unit(authenticator.remove, subject, VISIT)
    with reading() as session:
        assert not mechanism.is_set_up(session, subject.login_id)
        assert recovery.left(session, subject.login_id) == 0
    assert "portal:second_step:removed" in actions()


def test_what_the_policy_requires_stays_on(portal_db: Engine) -> None:
    subject = someone(SecondStep.AUTHENTICATOR)
    set_up(subject)
    with pytest.raises(InvalidInput):
        in_unit(authenticator.remove, subject, VISIT)
    with reading() as session:
        assert not profile(session, subject).may_turn_off


def test_one_session_shows_another_key_than_the_next(portal_db: Engine) -> None:
    subject = someone()
    other = again(subject.login_id)
    with reading() as session:
        first = authenticator.offered(session, subject)
        assert first == authenticator.offered(session, subject)
        assert first != authenticator.offered(session, other)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: ask_email(s),
        lambda s: ask_phone(s),
        lambda s: authenticator.set_up(s, "000000", VISIT),
        lambda s: in_unit(authenticator.remove, s, VISIT),
        lambda s: in_unit(authenticator.renew_codes, s, VISIT),
    ],
)
def test_without_fresh_proof_nothing_changes(
    portal_db: Engine, change: Callable[[Subject], None]
) -> None:
    subject = someone()
    age(subject)
    before = actions()
    with pytest.raises(ProofNeeded):
        change(subject)
    assert actions() == before
    assert sent() == []
    with reading() as session:
        assert dialog(session, subject, "email").asked.way == "password"


def test_sessions_are_listed_and_ended_one_by_one_or_all_but_this(portal_db: Engine) -> None:
    subject = someone()
    other, third = again(subject.login_id), again(subject.login_id)
    stranger = someone(email="luis@example.com")
    with reading() as session:
        seen = browsers.browsers(session, subject)
    assert [one.is_this for one in seen.sessions] == [True, False, False]
    in_unit(browsers.log_out, subject, other.session_id)
    in_unit(browsers.log_out, subject, stranger.session_id)
    with reading() as session:
        assert len(browsers.browsers(session, subject).sessions) == 2
        assert len(browsers.browsers(session, stranger).sessions) == 1
        assert session.exec(select(LiveNotice.login_id)).all() == [subject.login_id]
    in_unit(browsers.log_out_others, subject)
    with reading() as session:
        left = browsers.browsers(session, subject)
    assert [one.id for one in left.sessions] == [subject.session_id]
    assert not left.others
    assert third.session_id != subject.session_id


def test_trusted_devices_are_forgotten_by_their_owner_only(portal_db: Engine) -> None:
    subject, stranger = someone(), someone(email="luis@example.com")
    with unit_of_work() as session:
        _token, hers = devices.trust(session, subject.login_id, "203.0.113.9", "Firefox/1 Windows")
        devices.trust(session, subject.login_id, "203.0.113.9", "Safari/1 iPhone")
    in_unit(browsers.forget_device, stranger, hers, VISIT)
    in_unit(browsers.forget_device, stranger, None, VISIT)
    with reading() as session:
        seen = browsers.browsers(session, subject).devices
    assert {one.name for one in seen} == {"Firefox, Windows", "Safari, iPhone"}
    in_unit(browsers.forget_device, subject, hers, VISIT)
    with reading() as session:
        assert len(devices.trusted(session, subject.login_id)) == 1
    in_unit(browsers.forget_device, subject, None, VISIT)
    with reading() as session:
        assert devices.trusted(session, subject.login_id) == []


def test_language_and_time_zone_are_kept_with_the_login(portal_db: Engine) -> None:
    subject = someone()
    in_unit(preferences.choose, subject, "es", "America/Denver", VISIT)
    assert (login_of(subject).language, login_of(subject).time_zone) == ("es", "America/Denver")
    for bad in (("de", ""), ("en", "../etc/passwd"), ("en", "Mars/Olympus")):
        with pytest.raises(InvalidInput):
            in_unit(preferences.choose, subject, *bad, VISIT)
    in_unit(preferences.choose, subject, "es", "", VISIT)
    assert login_of(subject).time_zone is None
    assert actions().count("portal:profile:language_changed") == 1


@pytest.mark.parametrize("change", ["", "nothing", None, {"a": 1}, ["email"], 1, "EMAIL"])
def test_what_is_no_change_opens_no_dialog(portal_db: Engine, change: object) -> None:
    subject = someone()
    age(subject)
    with reading() as session:
        assert dialog(session, subject, change).change == ""
    assert who_is("") is None
