"""STOP, START and HELP by text: consent by number, codes that still come, limited answers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.audit import AuditEntry
from models.customers import Customer, Login
from models.messages import Message
from services.customers.page import customer_page
from services.database import reading, unit_of_work
from services.messages import Draft, Kind, Text, text
from services.messages.letters import codes
from services.messages.stops import stopped_at
from services.second_steps.codes import LIFE
from services.sms_replies import ANSWERS, Reply, meant, take_in
from tests.support.borrowers import borrower
from tests.support.customers import agent

PHONE, OTHER = "+12025550143", "+12025550199"
DUE = Draft("tests.due", lambda _head: Text("Due tomorrow."))


def with_phone(email: str, language: str | None = None, phone: str = PHONE) -> int:
    login_id = borrower(email)
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        customer = session.get_one(Customer, login.customer_id)
        login.language, customer.phone = language, phone
        return customer.id or 0


def texts(phone: str = PHONE) -> list[Message]:
    with reading() as session:
        found = select(Message).where(Message.recipient == phone).order_by(col(Message.id))
        return list(session.exec(found).all())


def log() -> list[tuple[str, int | None, str]]:
    with reading() as session:
        rows = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
        return [(one.action, one.customer_id, one.detail) for one in rows]


def send(kind: Kind, phone: str = PHONE) -> bool:
    """Whether it went into the outbox."""
    words = DUE if kind is Kind.SERVICING else codes.log_in_text("123456", LIFE)
    with unit_of_work() as session:
        return text(session, phone, words, language="en", kind=kind) is not None


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        *(
            (word, Reply.STOP)
            for word in ("STOP", " stop. ", "Stop!", "opt out", "Opt-Out", "ALTO")
        ),
        *((word, Reply.STOP) for word in ("quit", "End", "revoke", "cancel", "unsubscribe")),
        *((word, Reply.START) for word in ("START", "unstop", "Iniciar")),
        *((word, Reply.HELP) for word in ("HELP", "info", "ayuda?")),
        *((word, None) for word in ("", "stop it now", "don't stop", "yes", "123456", "\u0405TOP")),
        ("x" * 10_000 + "stop", None),
    ],
)
def test_a_keyword_is_the_whole_message(words: str, reply: Reply | None) -> None:
    assert meant(words) is reply


def test_stop_ends_servicing_texts_and_no_codes(portal_db: Engine) -> None:
    customer_id = with_phone("maria@example.com")
    assert take_in("(202) 555-0143", "Stop") is Reply.STOP
    assert not send(Kind.SERVICING)
    assert send(Kind.SECURITY)
    assert send(Kind.SERVICING, OTHER)
    (answer, code) = texts()
    assert "Codes that you ask for still come." in answer.text
    assert "123456" in code.text
    assert log() == [("system:sms:stopped", customer_id, "•••• 0143")]
    with reading() as session:
        shown = customer_page(session, agent(), customer_id).texts
        assert shown.startswith("Ended by STOP")


def test_start_brings_them_back(portal_db: Engine) -> None:
    customer_id = with_phone("maria@example.com")
    take_in(PHONE, "STOP")
    assert take_in(PHONE, "start") is Reply.START
    assert send(Kind.SERVICING)
    assert [what for what, _who, _detail in log()] == ["system:sms:stopped", "system:sms:resumed"]
    with reading() as session:
        assert customer_page(session, agent(), customer_id).texts == ""


def test_what_is_so_already_is_neither_noted_nor_answered(portal_db: Engine) -> None:
    with_phone("maria@example.com")
    take_in(PHONE, "START")
    assert (log(), texts()) == ([], [])
    for _again in range(3):
        take_in(PHONE, "STOP")
    assert (len(log()), len(texts())) == (1, 1)


def test_all_customers_of_a_number_are_in_the_log_and_their_language_is_spoken(
    portal_db: Engine,
) -> None:
    ids = {with_phone("maria@example.com", "es"), with_phone("luis@example.com")}
    take_in(PHONE, "AYUDA")
    assert {who for _what, who, _detail in log()} == ids
    (answer,) = texts()
    assert answer.language == "es"
    assert "1-800-555-0142" in answer.text


def test_an_unknown_number_is_heard_too(portal_db: Engine) -> None:
    """It may have been a customer's when we texted it, or become one's later."""
    assert take_in(OTHER, "STOP") is Reply.STOP
    with_phone("maria@example.com", phone=OTHER)
    assert not send(Kind.SERVICING, OTHER)


def test_answers_are_limited_but_stop_always_counts(portal_db: Engine) -> None:
    with_phone("maria@example.com")
    for _again in range(ANSWERS + 5):
        take_in(PHONE, "HELP")
    assert len(texts()) == len(log()) == ANSWERS
    take_in(PHONE, "STOP")
    assert not send(Kind.SERVICING)
    assert len(texts()) == ANSWERS
    assert log()[-1][0] == "system:sms:stopped"


@pytest.mark.parametrize("sender", ["", "maria", "+1", "5550143", "+1202555014\u0663", "x" * 9_999])
def test_what_comes_from_no_number_is_nothing(portal_db: Engine, sender: str) -> None:
    assert take_in(sender, "STOP") is None
    assert (log(), texts(sender)) == ([], [])


def test_the_same_stop_twice_at_once_is_one(portal_db: Engine) -> None:
    with_phone("maria@example.com")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _n: take_in(PHONE, "STOP"), range(4))) == {Reply.STOP}
    assert (len(log()), len(texts())) == (1, 1)
    with reading() as session:
        assert stopped_at(session, PHONE) is not None
