"""Who is asked for what: override, the lender's settings, what is set up, a phone on file."""

import pytest
from sqlalchemy import Engine
from sqlmodel import update

from models.agents import Agent, AgentRole
from models.customers import Customer, Door, Login, SecondStep
from models.lender import LenderSettings
from models.second_steps import Method
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.logins import Entered, StepNeeded, enter, log_in
from services.second_steps import authenticator, choices, flows, recovery
from services.second_steps.errors import WrongCode
from services.second_steps.policy import Steps, steps_for, ways
from services.second_steps.set_up import show
from tests.support.borrowers import PASSWORD, borrower
from tests.support.second_steps import (
    HERE,
    PHONE,
    SECRET,
    Clock,
    actions,
    begun,
    clock,
    login_of,
    quick_passwords,
    sent_to,
    templates_to,
    with_phone,
)

__all__ = ["clock", "quick_passwords"]
EMAIL = "maria@example.com"
APP, SMS, MAIL, CODE = Method.AUTHENTICATOR, Method.SMS, Method.EMAIL, Method.RECOVERY_CODE
ALL, NONE = "app sms mail", ""
S = SecondStep


@pytest.fixture(autouse=True)
def maria(portal_db: Engine, quick_passwords: None) -> int:
    return borrower(EMAIL)


def given(override: SecondStep, required: bool, offers: str, phone: bool) -> None:
    with unit_of_work() as session:
        session.execute(
            update(Customer).values(second_step=override, phone=PHONE if phone else None)
        )
        row = session.get(LenderSettings, 1) or LenderSettings()
        row.second_step_required = required
        row.offers_authenticator = "app" in offers
        row.offers_sms, row.offers_email = "sms" in offers, "mail" in offers
        session.add(row)


def steps(login_id: int) -> Steps:
    with reading() as session:
        return steps_for(session, login_of(login_id))


@pytest.mark.parametrize(
    ("override", "required", "offers", "phone", "usable", "set_up"),
    [
        (S.INHERIT, False, ALL, True, None, None),
        (S.INHERIT, True, ALL, True, (SMS, MAIL), None),
        (S.INHERIT, True, ALL, False, (MAIL,), None),
        (S.INHERIT, True, "sms", False, (), SMS),
        (S.INHERIT, True, "app", True, (), APP),
        (S.INHERIT, True, "app sms", False, (), APP),
        (S.INHERIT, True, "mail", True, (MAIL,), None),
        (S.NONE, True, ALL, True, None, None),
        (S.SMS, False, ALL, True, (SMS,), None),
        (S.SMS, False, NONE, True, (SMS,), None),
        (S.SMS, True, ALL, False, (), SMS),
        (S.EMAIL, False, ALL, True, (MAIL, SMS), None),
        (S.EMAIL, False, "mail", True, (MAIL,), None),
        (S.AUTHENTICATOR, False, ALL, True, (), APP),
        (S.AUTHENTICATOR, False, NONE, True, (), APP),
    ],
)
def test_without_an_authenticator(
    maria: int,
    override: SecondStep,
    required: bool,
    offers: str,
    phone: bool,
    usable: tuple[Method, ...] | None,
    set_up: Method | None,
) -> None:
    given(override, required, offers, phone)
    expected = Steps(False) if usable is None else Steps(True, usable, set_up)
    assert steps(maria) == expected


@pytest.mark.parametrize("override", list(SecondStep))
def test_an_authenticator_is_always_asked_for_and_nothing_weaker_replaces_it(
    maria: int, override: SecondStep
) -> None:
    given(override, True, ALL, True)
    with unit_of_work() as session:
        authenticator.replace(session, maria, SECRET)
    assert steps(maria) == Steps(True, (APP,))
    with unit_of_work() as session:
        recovery.renew(session, maria)
    assert steps(maria) == Steps(True, (APP, CODE))
    step = begun(EMAIL)
    for wanted in ("sms", "email", "", "nonsense", "recovery_code"):
        assert choices.another_way(step.token, wanted) in (APP, CODE)
    assert sent_to(PHONE) == sent_to(EMAIL) == []


def test_an_authenticator_set_up_meanwhile_shuts_the_weaker_way(maria: int) -> None:
    given(S.EMAIL, False, ALL, False)
    step = begun(EMAIL)
    (code,) = sent_to(EMAIL)
    with unit_of_work() as session:
        authenticator.replace(session, maria, SECRET)
    with pytest.raises(WrongCode):
        flows.verify(step.token, code, False, HERE)
    assert choices.send_again(step.token) is MAIL
    assert len(sent_to(EMAIL)) == 1


def test_agents_need_an_authenticator(maria: int, clock: Clock) -> None:
    with unit_of_work() as session:
        agent = Agent(name="Ada Admin", role=AgentRole.ADMINISTRATOR)
        session.add(agent)
        session.flush()
        login = Login(door=Door.LMS, agent_id=agent.id, email="ada@x.example", password_hash="x")
        session.add(login)
    step = log_in("ada@x.example", PASSWORD, HERE, Door.LMS)
    assert isinstance(step, StepNeeded)
    assert (step.method, step.set_up) == (None, APP)
    secret = show(step.token, Door.LMS).key.replace(" ", "")
    done = flows.confirm_set_up(step.token, clock.code(secret=secret), HERE, Door.LMS)
    assert done.has_codes_to_save
    assert steps(login.id or 0) == Steps(True, (APP, CODE))


def test_a_phone_is_asked_for_confirmed_and_told(maria: int) -> None:
    given(S.SMS, False, ALL, False)
    step = begun(EMAIL)
    assert (step.method, step.set_up) == (None, SMS)
    with pytest.raises(InvalidInput):
        choices.add_phone(step.token, "911")
    choices.add_phone(step.token, "(202) 555-0143")
    assert choices.another_way(step.token, "email") is SMS
    flows.verify(step.token, sent_to(PHONE)[0], False, HERE)
    assert steps(maria) == Steps(True, (SMS,))
    assert templates_to(EMAIL) == ["security.phone_changed"]
    assert "portal:profile:phone_changed" in actions()


def test_a_phone_is_not_taken_over_by_a_log_in_that_began_without_one(maria: int) -> None:
    given(S.SMS, False, ALL, False)
    step = begun(EMAIL)
    choices.add_phone(step.token, "+447946001800")
    with_phone(maria, PHONE)
    with pytest.raises(WrongCode):
        flows.verify(step.token, sent_to("+447946001800")[0], False, HERE)
    with reading() as session:
        assert session.get(Customer, 1).phone == PHONE  # pyright: ignore[reportOptionalMemberAccess]


def test_who_has_a_phone_cannot_name_another(maria: int) -> None:
    given(S.SMS, False, ALL, True)
    step = begun(EMAIL)
    with pytest.raises(InvalidInput):
        choices.add_phone(step.token, "+447946001800")
    assert sent_to("+447946001800") == []


def after_link() -> Entered | StepNeeded:
    with unit_of_work() as session:
        login = session.get(Login, 1)
        assert login
        return enter(session, login, HERE, (MAIL,))


def test_after_a_reset_by_email_a_code_by_email_proves_nothing_more(maria: int) -> None:
    given(S.EMAIL, False, "mail", False)
    step = after_link()
    assert isinstance(step, StepNeeded)
    assert (step.method, step.set_up) == (None, None)
    assert choices.another_way(step.token, "email") is None
    assert sent_to(EMAIL) == []


def test_a_phone_on_file_does(maria: int) -> None:
    given(S.EMAIL, False, "mail", True)
    step = after_link()
    assert isinstance(step, StepNeeded)
    assert step.method is SMS
    assert choices.another_way(step.token, "email") is SMS
    with reading() as session:
        assert ways(session, login_of(maria), by_mail=True) == (SMS,)
    assert flows.verify(step.token, sent_to(PHONE)[0], False, HERE)
