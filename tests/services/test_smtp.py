"""Handing mails over to real SMTP servers: what they get, and what their answers mean."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from services.messages import smtp
from services.messages.errors import NotNow, Refused, Unknown
from services.messages.mime import as_email
from services.messages.smtp import Server, Smtp
from tests.support.mail_server import CUT, HANG, PASSWORD, USER, Desk, mail_server
from tests.support.parcels import parcel
from tests.support.portal import forget_settings

SENDER = "no-reply@pay.example.com"
SHORT = 0.3
IN_TIME = 60
"""Seconds after which a server that hangs would be waited for still, if nobody left."""


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setattr(smtp, "STEP_SECONDS", 2 * IN_TIME)
    forget_settings()
    yield
    forget_settings()


def carrier(where: str, scheme: str = "smtp", user: str = "", seconds: float = IN_TIME) -> Smtp:
    return Smtp(Server.parse(f"{scheme}://{user}{where}"), SENDER, seconds)


def test_what_a_server_gets() -> None:
    desk = Desk()
    with mail_server(desk) as where:
        carrier(where).send(parcel())
    (mail,) = desk.taken
    assert desk.envelopes == [(SENDER, ["maria@example.com"])]
    assert mail["From"] == "Juniper Lending <no-reply@pay.example.com>"
    assert mail["To"] == "maria@example.com"
    assert mail["Date"].datetime == parcel().created_at
    assert mail["Message-ID"].endswith("@pay.example.com>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Portal-Retry"] is None
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert text.get_content().replace("\r\n", "\n").rstrip("\n") == parcel().text
    assert html.get_content_type() == "text/html"
    assert "<b>123456</b>. ñ" in html.get_content()


def test_a_second_copy_is_known_as_one() -> None:
    first, second = as_email(parcel(), SENDER), as_email(parcel(may_repeat=True), SENDER)
    assert (
        first["Message-ID"] == second["Message-ID"] != as_email(parcel(id=8), SENDER)["Message-ID"]
    )
    assert first["Date"] == second["Date"]
    assert second["X-Portal-Retry"] == "possible duplicate"


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_tls_and_a_password(tls: str) -> None:
    desk = Desk()
    with mail_server(desk, tls=tls, auth=True) as where:
        user = f"{USER}:{quote(PASSWORD, safe='')}@"
        carrier(where, "smtps" if tls == "implicit" else "smtp", user).send(parcel())
    assert desk.was_tls == [True]


def test_a_wrong_password_is_no_fault_of_the_mail() -> None:
    with mail_server(Desk(), tls="starttls", auth=True) as where, pytest.raises(NotNow) as failed:
        carrier(where, user="portal:wrong@").send(parcel())
    assert "535" in failed.value.reason
    assert "wrong" not in failed.value.reason


def test_another_machine_needs_tls_that_is_known() -> None:
    desk = Desk()
    with mail_server(desk) as plain, mail_server(desk, tls="starttls") as own:
        for where, url, says in (
            (plain, "smtp://far.example", "offers no STARTTLS"),
            (plain, "smtp://u:p@far.example?tls=optional", "no password is sent without TLS"),
            (own, "smtp://far.example", "CERTIFICATE_VERIFY_FAILED"),
            (own, "smtp://far.example?tls=optional", "CERTIFICATE_VERIFY_FAILED"),
        ):
            with pytest.raises(NotNow, match=says):
                far_away(url, where).send(parcel())
        far_away("smtp://far.example?tls=optional", plain).send(parcel())
    assert desk.was_tls == [False]


def far_away(url: str, where: str) -> Smtp:
    """The rules for another machine, tried on this one."""
    smtp = Smtp(Server.parse(url), SENDER, IN_TIME)
    client, (host, port) = smtp._client, where.split(":")

    def connects_here():
        made = client()
        connect = made.connect
        made.connect = lambda *_: connect(host, int(port))
        return made

    smtp._client = connects_here
    return smtp


@pytest.mark.parametrize(
    ("desk", "failure", "reason"),
    [
        (Desk("451 come back"), NotNow, "451 come back"),
        (Desk("554 spam"), Refused, "554 spam"),
        (Desk(rcpt="550 nobody"), Refused, "550 nobody"),
        (Desk(rcpt="450 full"), NotNow, "450 full"),
        (Desk(mail="553 not you"), Refused, "553 not you"),
        (Desk("421 closing"), NotNow, "421 closing"),
        (Desk(CUT), Unknown, "no answer after the mail"),
    ],
)
def test_what_an_answer_means(desk: Desk, failure: type[Exception], reason: str) -> None:
    with mail_server(desk) as where, pytest.raises(failure) as raised:
        carrier(where).send(parcel())
    assert reason in str(raised.value)


def test_a_hang_after_the_mail_ends_in_doubt_and_in_time() -> None:
    """Until the mail is there a slow machine may need more than `SHORT`: that is not now."""
    with mail_server(Desk(HANG, HANG, HANG)) as where:
        for seconds in (SHORT, 10 * SHORT, IN_TIME / 2):
            began = time.monotonic()
            with pytest.raises((Unknown, NotNow)) as failed:
                carrier(where, seconds=seconds).send(parcel())
            assert time.monotonic() - began < seconds + IN_TIME
            if failed.type is Unknown:
                return
    pytest.fail("no mail came as far as the server")


@pytest.mark.parametrize("says", [b"", b"2", b"220 hi\r\n"])
def test_a_server_that_says_nothing_or_trickles_is_left(says: bytes) -> None:
    began = time.monotonic()
    with trickling(says) as where, pytest.raises(NotNow):
        carrier(where, seconds=SHORT).send(parcel())
    assert time.monotonic() - began < IN_TIME


@contextmanager
def trickling(first: bytes) -> Iterator[str]:
    """Greets with `first`, then sends a byte now and then: no single wait is long."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    connection.sendall(first)
                    while first and not over.wait(0.05):
                        connection.sendall(b"2")
                    over.wait(2 * IN_TIME)
                except OSError:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


def test_nobody_there_is_not_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NotNow):
        carrier(f"127.0.0.1:{port}").send(parcel())


@pytest.mark.parametrize(
    "url",
    ["", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://h:x", "smtp://h?tls=no"],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(ValueError):
        Server.parse(url)


def test_a_password_with_signs_in_it_and_no_trace_of_it() -> None:
    server = Server.parse("smtp://a%40b:p%3A%2F@mail.example.com")
    assert (server.user, server.password, server.port) == ("a@b", "p:/", 587)
    assert server.needs_tls
    assert "p:/" not in repr(server)


@pytest.mark.parametrize("field", ["recipient", "subject", "sender_name", "language"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_line_end_in_a_header_never_reaches_a_server(field: str, ending: str) -> None:
    with pytest.raises(ValueError):
        as_email(parcel(**{field: f"maria@example.com{ending}Bcc: all@example.com"}), SENDER)
