"""What `portal doctor` says about mail and SMS."""

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from portal_app.commands.doctor import doctor
from portal_app.settings import Settings, get_settings
from tests.support.mail_server import Desk, mail_server


@pytest.fixture
def engine_url() -> str:
    """SQLite: mail and SMS ask the database nothing here."""
    return ""


@pytest.fixture
def lines(portal_db: Engine, monkeypatch: pytest.MonkeyPatch):
    def diagnose(**settings: str) -> list[str]:
        monkeypatch.setenv("WALLET_URL", "http://127.0.0.1:1")
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        said = CliRunner().invoke(doctor).output.splitlines()
        return [line for line in said if " mail: " in line or " SMS: " in line]

    return diagnose


def test_the_demo_keeps_them(lines) -> None:
    mail, sms = lines()
    assert mail.startswith("ok")
    assert sms.startswith("ok")
    assert "/dev/inbox" in mail


def test_elsewhere_they_must_leave(lines) -> None:
    mail, sms = lines(PORTAL_DEMO="0")
    assert mail.startswith("fail")
    assert "PORTAL_MAIL_URL is not set" in mail
    assert sms.startswith("fail")


def test_a_server_is_tried_and_no_password_told(lines) -> None:
    with mail_server(Desk()) as where:
        mail, sms = lines(
            PORTAL_MAIL_URL=f"smtp://{where}",
            PORTAL_SMS_URL="json://user:hunter2@127.0.0.1:1",
            PORTAL_MAIL_FROM="billing@juniper.example",
        )
    assert mail == "ok    mail: the server takes us, from billing@juniper.example"
    assert sms.startswith("ok")
    mail, sms = lines(
        PORTAL_MAIL_URL="smtp://user:hunter2@127.0.0.1:1", PORTAL_SMS_URL="nosuch://hunter2"
    )
    assert mail.startswith("fail")
    assert sms.startswith("fail")
    assert "hunter2" not in mail + sms
    (mail, _) = lines(PORTAL_MAIL_URL="mail.example.com")
    assert mail.startswith("fail  mail: PORTAL_MAIL_URL must be an address such as smtp://")


@pytest.mark.parametrize("sender", ["x", "a@b c", "Juniper <a@b.c>", "a@b.c\r\nBcc: d@e.f"])
def test_a_sender_is_one_plain_address(monkeypatch: pytest.MonkeyPatch, sender: str) -> None:
    monkeypatch.setenv("PORTAL_MAIL_FROM", sender)
    with pytest.raises(ValueError, match="must be an email address"):
        Settings()  # pyright: ignore[reportCallIssue]


def test_the_demos_address_is_noticed_elsewhere(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALLET_URL", "http://127.0.0.1:1")

    def letters(**settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        said = CliRunner().invoke(doctor).output.splitlines()
        return next(line for line in said if " letters: " in line)

    assert letters(PORTAL_DEMO="1").startswith("ok")
    assert letters(PORTAL_DEMO="0").startswith("warn")
    assert letters(PORTAL_LENDER_ADDRESS="1 Main St, Dover, DE 19901").startswith("ok")
