"""Writing into the outbox: what stands in it, in which language, and what is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.customers import Login
from models.lender import LenderSettings
from models.messages import Channel, Message
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.language import use_language
from services.messages import Draft, Kind, Letter, Text, draft, mail, mail_owner, text
from services.messages.letterhead import Letterhead, letterhead
from services.messages.letters import codes, links, security
from services.messages.mime import as_email
from services.messages.parcel import packed
from services.messages.plain import one_line
from tests.support.borrowers import borrower

AT = datetime(2026, 11, 23, 15, 4, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)
HALF_AN_HOUR = timedelta(minutes=30)
LINK = "http://localhost:8000/reset/abc"
LETTERS = (
    codes.log_in("123456", TEN_MINUTES),
    links.reset_password(LINK, HALF_AN_HOUR),
    links.first_password(LINK, HALF_AN_HOUR),
    links.agent_invited(LINK, HALF_AN_HOUR),
    links.login_exists(LINK),
    links.ask_lender(),
    links.confirm_email(LINK, HALF_AN_HOUR),
    security.password_changed(AT),
    security.email_changed(AT, "m···@example.com"),
    security.phone_changed(AT, "···· 0143"),
    security.second_step_changed(AT, "SMS"),
    security.second_step_disabled(AT),
    security.second_step_reset(AT),
    security.recovery_code_used(AT, 9),
    security.recovery_codes_renewed(AT),
    security.new_device(AT, "Firefox", "203.0.113.7"),
    security.device_trusted(AT, "Firefox", "203.0.113.7", 30),
    security.passkey_added(AT, "Phone"),
    security.passkey_removed(AT, "Phone"),
    security.log_in_locked(AT),
    security.payment_method_added(AT, "Visa ····4242"),
)


def written(letter: Draft[Letter], language: str = "en", to: str = "m@example.com") -> Message:
    with unit_of_work() as session:
        return mail(session, to, letter, language=language)


def test_a_code_by_mail(portal_db: Engine) -> None:
    row = written(codes.log_in("123456", TEN_MINUTES), to=" Maria@Example.com ")
    assert (row.recipient, row.channel, row.template) == (
        "maria@example.com",
        Channel.EMAIL,
        "codes.log_in",
    )
    assert row.subject == "Your Juniper Lending code"
    assert "\n    123456\n" in row.text
    assert ">123456<" in row.html
    assert row.is_secret
    assert row.expires_at == row.created_at + TEN_MINUTES


def test_a_code_by_sms_is_bound_to_the_host(portal_db: Engine) -> None:
    with unit_of_work() as session:
        row = text(session, "+12025550143", codes.log_in_text("123456", TEN_MINUTES), language="en")
    assert row.text.startswith("Your Juniper Lending code is 123456. ")
    assert row.text.splitlines()[-1] == "@localhost #123456"
    assert row.is_secret
    assert "STOP" not in row.text
    assert len(row.text) <= 160, "one SMS"


def test_every_letter_in_both_languages(portal_db: Engine) -> None:
    with reading() as session:
        head = letterhead(session)
    for letter in LETTERS:
        english, spanish = written(letter), written(letter, "es")
        assert (english.language, spanish.language) == ("en", "es")
        assert english.subject
        assert english.subject != spanish.subject
        with use_language("en"):
            paragraphs = letter.write(head).paragraphs
        assert not [one for one in paragraphs if one in spanish.text]
        for row in (english, spanish):
            assert row.template == letter.name
            assert "1-800-555-0142" in row.text
            assert "1-800-555-0142" in row.html
            assert f'<html lang="{row.language}">' in row.html
            assert "{" not in row.text
            for remote in ("<img", "<script", "<link", "url(", "@import", " src="):
                assert remote not in row.html


def test_a_letter_wears_the_lenders_name_phone_and_colour(portal_db: Engine) -> None:
    with unit_of_work() as session:
        session.add(LenderSettings(name="Bär & Söhne <AG>", support_phone="555-1", color="#112233"))
    row = written(security.password_changed(AT))
    assert "Bär & Söhne <AG>" in row.text
    assert "Bär &amp; Söhne &lt;AG&gt;" in row.html
    assert "#112233" in row.html
    assert "555-1" in row.text


def test_the_owner_gets_it_in_their_language_and_time(portal_db: Engine) -> None:
    login_id = borrower("luis@example.com")
    with unit_of_work() as session:
        login = session.get_one(Login, login_id)
        login.language, login.time_zone = "es", "America/Los_Angeles"
        row = mail_owner(session, login, security.password_changed(AT))
        former = mail_owner(
            session, login, security.email_changed(AT, "x"), to="former@example.com"
        )
    assert row.recipient == "luis@example.com"
    assert row.customer_id
    assert "Se cambió su contraseña" in row.subject
    assert "7:04" in row.text
    assert former.recipient == "former@example.com"


def test_the_lenders_time_unless_told(portal_db: Engine) -> None:
    assert "10:04" in written(security.log_in_locked(AT)).text
    with unit_of_work() as session:
        row = mail(
            session,
            "m@example.com",
            security.log_in_locked(AT),
            language="en",
            zone=ZoneInfo("Asia/Tokyo"),
        )
    assert "Nov 24, 2026, 12:04" in row.text


def test_nothing_is_written_when_the_unit_of_work_fails(portal_db: Engine) -> None:
    def fails() -> None:
        with unit_of_work() as session:
            mail(session, "m@example.com", security.password_changed(AT), language="en")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with reading() as session:
        assert session.exec(select(Message)).all() == []


@pytest.mark.parametrize(
    "to",
    ["", "m", "m@example.com\r\nBcc: all@example.com", "m@example.com, n@example.com", "m m@x",
     "<m@example.com>", "ｍ@example.com", "m@exаmple.com", "m@example.com\x00"],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(portal_db: Engine, to: str) -> None:
    with pytest.raises(InvalidInput):
        written(security.password_changed(AT), to=to)


@pytest.mark.parametrize(
    "to", ["", "2025550143", "+1 202 555 0143", "+1202555x143", "+0123456789", "+12025550143\n"]
)
def test_what_is_no_phone_is_refused(portal_db: Engine, to: str) -> None:
    with pytest.raises(InvalidInput), unit_of_work() as session:
        text(session, to, codes.log_in_text("123456", TEN_MINUTES), language="en")


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/reset/x", "http://localhost:8000.evil.example/", "javascript:alert(1)",
     "http://localhost:8000@evil.example/", "//evil.example/", "http://localhost:8000/a\r\nb"],
)  # fmt: skip
def test_a_letter_leads_into_this_portal_only(portal_db: Engine, address: str) -> None:
    with pytest.raises(ValueError):
        written(links.reset_password(address, HALF_AN_HOUR))


HEADERS = {
    *(b"From", b"To", b"Subject", b"Date", b"Message-ID"),
    *(b"Auto-Submitted", b"Content-Language", b"MIME-Version", b"Content-Type"),
}


@draft
def _hostile(head: Letterhead, value: str) -> Letter:
    return Letter(subject=value, paragraphs=(value,), facts=((value, value),), note=value)


@draft
def _hostile_text(head: Letterhead, value: str) -> Text:
    return Text(value)


@hypothesis_settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(value=st.text(max_size=120))
def test_no_value_makes_a_header_a_line_or_markup(portal_db: Engine, value: str) -> None:
    row = written(_hostile(f"a\r\nBcc: all@example.com\u2028<b>{value}"))
    row.id, row.claimed_until = 1, AT
    mail = as_email(packed(row, one_line(f"Lender\r\nX: {value}")), "no-reply@example.com")
    assert mail["Bcc"] is mail["X"] is None
    headers = mail.as_bytes().partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in headers.split(b"\r\n") if line[:1] != b" "]
    assert set(names) == HEADERS
    assert len(names) == len(HEADERS)
    assert "<b>" not in row.html
    assert not [line for line in row.text.splitlines() if line.startswith("Bcc:")]
    with unit_of_work() as session:
        sms = text(
            session, "+12025550143", _hostile_text(f"a\n@evil.example #1{value}"), language="en"
        )
    assert len(sms.text.splitlines()) <= 1


def test_servicing_texts_say_how_to_end_them(portal_db: Engine) -> None:
    with unit_of_work() as session:
        row = text(
            session,
            "+12025550143",
            _hostile_text("Due tomorrow."),
            language="es",
            kind=Kind.SERVICING,
        )
    assert row.text == "Due tomorrow. Responda STOP para no recibir más."
    assert not row.is_secret
