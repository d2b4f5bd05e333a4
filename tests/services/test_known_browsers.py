"""The owner hears of a log-in from a browser that the login was not used in before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select, update

from models.base import utc_now
from models.customers import Login
from models.messages import Message
from models.sessions import Session as SessionRow
from models.single_use_links import LinkPurpose
from services.database import reading, unit_of_work
from services.doors import Door
from services.links import make_link
from services.logins import Entered, Visit, browsers, log_in
from services.logins.reset import set_password
from services.sealing import new_token
from services.second_steps import flows
from services.sessions import logins_of_browser
from tests.support.borrowers import PASSWORD, borrower
from tests.support.second_steps import PHONE, begun, by_sms, quick_passwords, sent_to, templates_to

__all__ = ["quick_passwords"]
MARIA, LUIS, SAM = "maria@example.com", "luis@example.com", "sam@example.com"
TOLD = "security.new_device"
FIREFOX = Visit("203.0.113.7", "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0")


@pytest.fixture(autouse=True)
def people(portal_db: Engine, quick_passwords: None) -> None:
    for email in (MARIA, LUIS):
        borrower(email)


def long_ago() -> None:
    with unit_of_work() as session:
        session.execute(update(Login).values(created_at=utc_now() - timedelta(days=1)))


def enter(email: str, browser: str = "", visit: Visit = FIREFOX) -> str:
    """Logs in; the token that the browser keeps."""
    done = log_in(email, PASSWORD, replace(visit, browser=browser))
    assert isinstance(done, Entered)
    assert len(done.browser) == len(new_token())
    return done.browser


def told(email: str = MARIA) -> int:
    return templates_to(email).count(TOLD)


def test_a_browser_is_new_once() -> None:
    long_ago()
    mine = enter(MARIA)
    assert told() == 1
    assert enter(MARIA, mine) == mine
    assert told() == 1
    other = enter(MARIA)
    assert other != mine
    assert told() == 2
    assert enter(MARIA, mine) == mine
    assert told() == 2


def test_the_mail_names_browser_and_address() -> None:
    long_ago()
    enter(MARIA)
    with reading() as session:
        mail = session.exec(select(Message).where(Message.template == TOLD)).one()
    assert "Firefox, Windows" in mail.text
    assert "203.0.113.7" in mail.text


@pytest.mark.parametrize("made_up", ["", "short", "x" * 10_000, "well-formed" + "_" * 32])
def test_a_made_up_token_is_known_to_nobody_and_is_not_kept(made_up: str) -> None:
    long_ago()
    assert enter(MARIA, made_up) != made_up
    assert told() == 1


def test_two_people_share_a_browser() -> None:
    long_ago()
    shared = enter(MARIA)
    assert enter(LUIS, shared) == shared
    assert (told(MARIA), told(LUIS)) == (1, 1)
    assert enter(MARIA, shared) == enter(LUIS, shared) == shared
    assert (told(MARIA), told(LUIS)) == (1, 1)


def test_the_first_session_of_a_login_that_was_just_made_is_no_news() -> None:
    mine = enter(MARIA)
    assert told() == 0
    enter(MARIA, mine)
    assert told() == 0
    enter(MARIA)
    assert told() == 1


@pytest.mark.parametrize(
    ("trusted", "mails"), [(False, [TOLD]), (True, ["security.device_trusted"])]
)
def test_a_browser_that_is_called_trusted_has_one_mail(trusted: bool, mails: list[str]) -> None:
    by_sms(SAM)
    long_ago()
    pending = begun(SAM)
    done = flows.verify(pending.token, sent_to(PHONE)[-1], trusted, FIREFOX)
    assert [name for name in templates_to(SAM) if name.startswith("security")] == mails
    log_in(SAM, PASSWORD, replace(FIREFOX, browser=done.browser, device=done.device))
    assert [name for name in templates_to(SAM) if name.startswith("security")] == mails


def test_what_is_mailed_anyway_is_one_mail() -> None:
    long_ago()
    with unit_of_work() as session:
        login = session.exec(select(Login).where(Login.email == MARIA)).one()
        link = make_link(session, LinkPurpose.RESET_PASSWORD, login=login)
    done = set_password(link.rpartition("/")[2], "quiet meadow lantern 904", FIREFOX, Door.PORTAL)
    assert isinstance(done, Entered)
    assert told() == 0
    assert len(logins_behind(done.browser)) == 1


def logins_behind(browser: str) -> set[int]:
    with reading() as session:
        return logins_of_browser(session, browser)


def test_a_flood_of_log_ins_is_no_flood_of_mails() -> None:
    long_ago()
    for _time in range(browsers.MOST_MAILS + 2):
        enter(MARIA)
    assert told() == browsers.MOST_MAILS


def test_only_the_hash_is_kept() -> None:
    mine = enter(MARIA)
    with reading() as session:
        kept = session.exec(select(col(SessionRow.browser_hash))).all()
    assert len(kept) == 1
    assert mine not in kept
