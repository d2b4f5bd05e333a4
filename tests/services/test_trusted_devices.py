"""Trusted devices skip the second step for 30 days; recovery codes replace a lost phone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select, update

from models.base import utc_now
from models.second_steps import RecoveryCode, TrustedDevice
from services import sessions
from services.database import reading, unit_of_work
from services.logins import Entered, log_in
from services.second_steps import choices, devices, flows, recovery
from services.second_steps.errors import WrongCode
from services.second_steps.saving import codes_are_saved, codes_to_save
from tests.support.borrowers import PASSWORD
from tests.support.second_steps import (
    HERE,
    PHONE,
    Clock,
    actions,
    at_once,
    begun,
    by_authenticator,
    by_sms,
    clock,
    quick_passwords,
    sent_to,
    templates_to,
)

__all__ = ["clock", "quick_passwords"]
SAM, TINA = "sam@example.com", "tina@example.com"


@pytest.fixture(autouse=True)
def sam(portal_db: Engine, quick_passwords: None) -> int:
    return by_sms()


@pytest.fixture
def tina(sam: int, clock: Clock) -> int:
    login_id = by_authenticator()
    with unit_of_work() as session:
        recovery.renew(session, login_id)
    return login_id


def trusted() -> str:
    return flows.verify(begun(SAM).token, sent_to(PHONE)[-1], True, HERE).device


def skips(device: str, email: str = SAM) -> bool:
    return isinstance(log_in(email, PASSWORD, replace(HERE, device=device)), Entered)


def test_it_skips_the_step_and_the_owner_is_told(sam: int) -> None:
    device = trusted()
    assert skips(device)
    assert templates_to(SAM) == ["security.device_trusted"]
    assert "portal:device:trusted" in actions()
    with reading() as session:
        (row,) = session.exec(select(TrustedDevice)).all()
    assert device not in str(row.model_dump())
    assert row.expires_at - row.created_at == timedelta(days=30)


def test_none_without_asking(sam: int) -> None:
    done = flows.verify(begun(SAM).token, sent_to(PHONE)[-1], False, HERE)
    assert done.device == ""


@pytest.mark.parametrize("device", ["", "x" * 43, "x" * 5_000])
def test_a_made_up_one_does_not(sam: int, device: str) -> None:
    trusted()
    assert not skips(device)


def test_another_logins_does_not(sam: int) -> None:
    device = trusted()
    by_sms("other@example.com")
    assert not skips(device, "other@example.com")


def test_not_after_thirty_days(sam: int) -> None:
    device = trusted()
    with unit_of_work() as session:
        session.execute(update(TrustedDevice).values(expires_at=utc_now()))
    assert not skips(device)


def test_not_once_it_is_taken_back(sam: int) -> None:
    first, second = trusted(), trusted()
    with unit_of_work() as session:
        one = next(d for d in devices.trusted(session, sam) if d.token_hash)
        devices.revoke(session, sam + 1)
        devices.revoke(session, sam, one.id)
        assert len(devices.trusted(session, sam)) == 1
    assert [skips(first), skips(second)].count(True) == 1
    with unit_of_work() as session:
        devices.revoke(session, sam)
    assert not skips(first)
    assert not skips(second)


def wrong(token: str, typed: str) -> None:
    with pytest.raises(WrongCode):
        flows.verify(token, typed, False, HERE)


def saved(login_id: int) -> list[str]:
    with reading() as session:
        return recovery.to_show(session, login_id)


@pytest.mark.parametrize("change", [str, str.upper, lambda code: f" {code.replace('-', ' ')} "])
def test_a_recovery_code_counts_once(tina: int, change) -> None:
    code = change(saved(tina)[0])
    step = begun(TINA)
    wrong(step.token, code)
    assert choices.another_way(step.token, "recovery_code") == "recovery_code"
    flows.verify(step.token, code, False, HERE)
    assert templates_to(TINA) == ["security.recovery_code_used"]
    assert "portal:recovery_codes:used" in actions()
    again = begun(TINA)
    choices.another_way(again.token, "")
    wrong(again.token, code)


def test_in_parallel_one_wins(tina: int) -> None:
    tokens = [begun(TINA).token for _ in range(4)]
    for token in tokens:
        choices.another_way(token, "")
    code = saved(tina)[0]
    results = at_once(4, lambda number: flows.verify(tokens[number], code, False, HERE))
    assert sum(isinstance(one, Entered) for one in results) == 1


def test_anothers_recovery_code_is_wrong(tina: int) -> None:
    other = by_authenticator("other@example.com")
    with unit_of_work() as session:
        recovery.renew(session, other)
    step = begun(TINA)
    choices.another_way(step.token, "")
    wrong(step.token, saved(other)[0])


def test_new_ones_void_the_old(tina: int) -> None:
    old = saved(tina)
    with unit_of_work() as session:
        recovery.renew(session, tina)
    assert len(set(old) | set(saved(tina))) == 20
    step = begun(TINA)
    choices.another_way(step.token, "")
    wrong(step.token, old[0])


def test_they_are_shown_until_they_are_saved(tina: int, clock: Clock) -> None:
    done = flows.verify(begun(TINA).token, clock.code(), False, HERE)
    assert done.has_codes_to_save
    with unit_of_work() as session:
        subject = sessions.subject_for(session, done.token)
        assert subject
        assert len(codes_to_save(session, subject).codes) == 10
        codes_are_saved(session, subject)
    assert saved(tina) == []
    with reading() as session:
        assert set(session.exec(select(RecoveryCode.sealed)).all()) == {None}
    assert not flows.verify(begun(TINA).token, clock.code(1), False, HERE).has_codes_to_save


def test_without_any_left_they_are_no_way_in(tina: int) -> None:
    with unit_of_work() as session:
        recovery.remove(session, tina)
    assert choices.another_way(begun(TINA).token, "recovery_code") == "authenticator"
