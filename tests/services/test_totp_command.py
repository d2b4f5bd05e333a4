"""`portal totp`: the next unused code of a demo login, a borrower's or an agent's."""

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from portal_app.commands import totp as command
from portal_app.settings import get_settings
from services.database import unit_of_work
from services.demo.agents import AGENTS, add_agents
from services.second_steps import flows
from tests.support.second_steps import (
    HERE,
    Clock,
    begun,
    by_authenticator,
    clock,
    quick_passwords,
)

__all__ = ["clock", "quick_passwords"]
TINA = "tina@example.com"


@pytest.fixture(autouse=True)
def tina(portal_db: Engine, quick_passwords: None) -> int:
    return by_authenticator()


def totp(*words: str) -> Result:
    return CliRunner().invoke(command.totp, words)


def test_it_logs_in_and_is_not_shown_again(clock: Clock) -> None:
    code = totp(TINA).stdout.strip()
    assert code == clock.code()
    flows.verify(begun(TINA).token, code, False, HERE)
    assert totp(TINA, "--no-wait").stdout.strip() != code


def test_it_says_how_long_when_all_are_used_up(clock: Clock) -> None:
    flows.verify(begun(TINA).token, clock.code(1), False, HERE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.second_steps.authenticator.time.time", lambda: clock.counter * 30.0)
        told = totp(TINA, "--no-wait")
    assert told.exit_code == 2
    assert "in 30 s" in told.stderr


def test_an_agents(clock: Clock) -> None:
    with unit_of_work() as session:
        add_agents(session, "x")
    assert len(totp(AGENTS[0][0].upper()).stdout.strip()) == 6


@pytest.mark.parametrize("email", ["nobody@example.com", "junk", ""])
def test_nobodys(email: str) -> None:
    assert totp(email).exit_code == 2


def test_not_outside_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    told = totp(TINA)
    assert told.exit_code == 2
    assert "PORTAL_DEMO=1" in told.stderr
