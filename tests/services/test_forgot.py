"""Forgot and sign-up: what the mail says, and that asking tells nobody anything."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select, update

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Door, Login
from models.lender import LenderSettings, UnknownAccess
from models.messages import Message
from models.sessions import Throttle
from models.single_use_links import AskedFor, LinkRequest, SingleUseLink
from services.database import get_engine, reading, unit_of_work
from services.errors import TooManyAttempts
from services.links import asking
from services.links.asking import answer_next, ask
from services.logins import Entered, Visit, log_in
from tests.support.agents import agent_cookie
from tests.support.borrowers import PASSWORD, borrower
from tests.support.mailbox import mails, path_in, token_in, work

MARIA, NOBODY, ELSEWHERE = "maria@example.com", "nobody@example.com", "203.0.113.9"
FORGOT, SIGN_UP = AskedFor.FORGOT, AskedFor.SIGN_UP


@pytest.fixture(autouse=True)
def maria(portal_db: Engine) -> int:
    return borrower(MARIA)


def forgot(email: str, address: str = ELSEWHERE, language: str = "en") -> None:
    ask(email, FORGOT, Visit(address, "Browser/1", language))


def sign_up(email: str, address: str = ELSEWHERE, language: str = "en") -> None:
    ask(email, SIGN_UP, Visit(address, "Browser/1", language))


def customer(email: str, access: bool = True) -> None:
    with unit_of_work() as session:
        session.add(
            Customer(first_name="Nina", last_name="Costa", email=email, portal_access=access)
        )


def actions() -> list[str]:
    with reading() as session:
        return list(session.exec(select(AuditEntry.action).order_by(AuditEntry.id)).all())  # pyright: ignore[reportArgumentType]


def test_a_login_gets_a_link_in_the_language_of_the_page() -> None:
    forgot(" Maria@Example.com ", language="es")
    (mail,) = mails(MARIA)
    assert mail.subject == "Establecer una contraseña nueva"
    assert path_in(mail).startswith("/es/reset/")
    assert mail.is_secret
    assert actions() == ["portal:password:reset_requested"]


@pytest.mark.parametrize("shut", ["unknown", "access", "disabled", "no login"])
def test_nobody_else_gets_a_mail_on_forgot(shut: str) -> None:
    customer("nina@example.com")
    with unit_of_work() as session:
        if shut == "access":
            session.execute(update(Customer).values(portal_access=False))
        if shut == "disabled":
            session.execute(update(Login).values(disabled_at=utc_now()))
    asked = {"unknown": NOBODY, "no login": "nina@example.com"}.get(shut, MARIA)
    forgot(asked)
    assert mails(asked) == []
    assert actions() == ["portal:password:reset_requested"]


@pytest.mark.parametrize(
    "email",
    [
        "maria@example.com\r\nBcc: thief@example.com",
        "maria@example.com\x00",
        "\u212aaria@example.com",
        "m\u0430ria@example.com",
        "maria@ex\u0430mple.com",
        "maria@example.com,thief@example.com",
        "<maria@example.com>",
        "x" * 300 + "@example.com",
        "",
    ],
)
def test_what_is_no_plain_address_gets_nothing(email: str) -> None:
    forgot(email)
    sign_up(email)
    work()
    with reading() as session:
        assert session.exec(select(Message)).all() == []
    assert actions() == ["portal:link:refused", "portal:signup:refused"]


@pytest.mark.parametrize("asked_for", list(AskedFor))
def test_asking_does_the_same_work_for_known_and_unknown(asked_for: AskedFor) -> None:
    """Every statement of the request is counted: none of them looks at customers or logins."""
    seen: dict[str, list[str]] = {}

    def note(_connection, _cursor, statement, *_more) -> None:
        seen.setdefault(email, []).append(statement)

    email = "first@example.com"
    ask(email, asked_for, Visit(ELSEWHERE))  # the address is counted from now on
    event.listen(get_engine(), "before_cursor_execute", note)
    for email in (MARIA, NOBODY):
        ask(email, asked_for, Visit(ELSEWHERE))
        ask(email, asked_for, Visit(ELSEWHERE))
    event.remove(get_engine(), "before_cursor_execute", note)
    assert seen[MARIA] == seen[NOBODY]
    assert not any("customers" in one or "logins" in one for one in seen[MARIA])


def test_a_customer_with_access_gets_a_link_to_set_a_password() -> None:
    customer("nina@example.com")
    sign_up("nina@example.com", language="es")
    (mail,) = mails("nina@example.com")
    assert mail.subject == "Establezca su contraseña"
    assert path_in(mail).startswith("/es/reset/")
    assert actions() == ["portal:signup:requested"]


def test_who_has_a_login_is_told_so_and_where_to_reset() -> None:
    sign_up(MARIA)
    (mail,) = mails(MARIA)
    assert mail.subject == "You already have a login"
    assert "http://localhost:8000/forgot/" in mail.text
    with reading() as session:
        assert session.exec(select(SingleUseLink)).all() == []


def test_who_logs_in_with_another_email_is_told_that() -> None:
    with unit_of_work() as session:
        session.execute(update(Login).values(email="maria.new@example.com"))
    sign_up(MARIA)
    (mail,) = mails(MARIA)
    assert "another email" in mail.text
    assert "maria.new" not in mail.text


def test_who_has_no_access_is_told_to_ask() -> None:
    customer("omar@example.com", access=False)
    sign_up("omar@example.com")
    (mail,) = mails("omar@example.com")
    assert mail.subject == "Ask us for access"
    with reading() as session:
        assert session.exec(select(SingleUseLink)).all() == []


def test_the_lender_may_let_in_whoever_is_known_but_nobody_who_was_shut_out() -> None:
    customer("omar@example.com", access=False)
    with unit_of_work() as session:
        session.add(LenderSettings(without_access=UnknownAccess.GRANT))
        known = select(Customer).where(Customer.email == MARIA)
        session.exec(known).one().portal_access = False
    sign_up("omar@example.com")
    sign_up(MARIA)
    assert token_in(mails("omar@example.com")[0])
    assert mails(MARIA)[0].subject == "Ask us for access"


def test_the_unknown_get_no_mail_on_sign_up() -> None:
    sign_up(NOBODY)
    assert mails(NOBODY) == []
    assert actions() == ["portal:signup:requested"]


def test_an_agent_asks_at_the_agents_door() -> None:
    agent_cookie()
    email = "administrator@lender.example"
    forgot(email)
    assert mails(email) == []
    ask(email, FORGOT, Visit(ELSEWHERE), Door.LMS)
    assert path_in(mails(email)[0]).startswith("/lms/reset/")
    ask(MARIA, FORGOT, Visit(ELSEWHERE), Door.LMS)
    assert mails(MARIA) == []


@pytest.mark.parametrize("email", [MARIA, NOBODY])
def test_a_flood_for_one_email_ends_and_the_owner_still_gets_in(email: str) -> None:
    for number in range(6):
        forgot(email, f"198.51.100.{number}")
    with pytest.raises(TooManyAttempts):
        forgot(email, "198.51.100.77")
    assert len(mails(email)) == (6 if email == MARIA else 0)
    assert actions()[-1] == "portal:password:reset_requested"
    assert "portal:link:throttled" in actions()
    assert isinstance(log_in(MARIA, PASSWORD, Visit(ELSEWHERE)), Entered)
    sign_up(email)  # counted apart


def test_a_flood_from_one_address_ends() -> None:
    for number in range(30):
        sign_up(f"nobody{number}@example.com")
    with pytest.raises(TooManyAttempts):
        sign_up(NOBODY)
    with pytest.raises(TooManyAttempts):
        sign_up("no address")
    sign_up(NOBODY, "198.51.100.1")
    assert actions().count("portal:signup:throttled") == 1  # one a minute for each address


def test_the_throttle_opens_again() -> None:
    for _ in range(6):
        forgot(MARIA)
    with unit_of_work() as session:
        session.execute(update(Throttle).values(window_started_at=utc_now() - timedelta(hours=1)))
    forgot(MARIA)


def test_nobody_is_mailed_after_the_worker_was_away() -> None:
    forgot(MARIA)
    with unit_of_work() as session:
        session.execute(update(LinkRequest).values(created_at=utc_now() - asking.STALE))
    assert mails(MARIA) == []
    with reading() as session:
        assert session.exec(select(LinkRequest)).all() == []


def test_a_request_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_values: object) -> None:
        raise RuntimeError

    forgot(MARIA)
    with monkeypatch.context() as broken:
        broken.setattr(asking, "_answer", fail)
        assert answer_next()
    forgot(MARIA)
    assert len(mails(MARIA)) == 1
    assert not answer_next()
