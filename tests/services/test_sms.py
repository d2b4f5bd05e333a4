"""Texts through Apprise to a real HTTP server: what it gets, and what its answers mean."""

import io
import logging
import time

import pytest

from services.messages import sms
from services.messages.errors import NotNow, Unknown
from services.messages.sms import Sms, address_for
from tests.support.parcels import parcel
from tests.support.sms_sink import CUT, HANG, sms_sink

PHONE = "+12025550143"
STILL_SILENT = 60
"""Seconds after which a gateway that hangs would be waited for still, if nobody left."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_CONNECT_SECONDS", "_ANSWER_SECONDS"):
        monkeypatch.setattr(sms, name, 2 * STILL_SILENT)


WORDS = "Your Juniper Lending code is 123456.\n\n@localhost #123456"


def text(**changes: object):
    return parcel(recipient=PHONE, text=WORDS, **changes)


def test_what_a_gateway_gets() -> None:
    with sms_sink() as sink:
        Sms(sink.url).send(text())
        Sms(f"{sink.url}/send/{{to}}").send(text())
    first, second = sink.taken
    assert (first["message"], first["to"]) == (WORDS, PHONE)
    assert second["message"] == WORDS
    assert sink.paths[1].rstrip("/").replace("%2B", "+") == f"/send/{PHONE}"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("twilio://AC1:token@+15005550006", "twilio://AC1:token@+15005550006/%2B12025550143"),
        ("vonage://key:secret@15005550006/", "vonage://key:secret@15005550006/%2B12025550143"),
        ("x://h/{to}?a=b", "x://h/%2B12025550143?a=b"),
        ("jsons://h/sms?+X=1", "jsons://h/sms?+X=1&:to=%2B12025550143"),
    ],
)
def test_where_the_number_goes(url: str, address: str) -> None:
    assert address_for(url, PHONE) == address


@pytest.mark.parametrize(
    ("answer", "failure"), [(503, NotNow), (400, NotNow), (429, NotNow), (CUT, Unknown)]
)
def test_what_an_answer_means(answer: int, failure: type[Exception]) -> None:
    with sms_sink(answer) as sink, pytest.raises(failure) as raised:
        Sms(sink.url).send(text())
    assert len(sink.taken) == 1
    assert "123456" not in str(raised.value)


def test_a_hang_ends_in_doubt_and_in_time() -> None:
    began = time.monotonic()
    with sms_sink(HANG) as sink, pytest.raises(Unknown):
        Sms(sink.url, 0.3).send(text())
    assert time.monotonic() - began < STILL_SILENT


def test_nobody_there_and_no_gateway_at_all_is_not_now() -> None:
    with pytest.raises(NotNow, match="NewConnectionError"):
        Sms("json://127.0.0.1:1").send(text())
    with pytest.raises(NotNow, match="PORTAL_SMS_URL"):
        Sms("nosuch://x").send(text())
    with pytest.raises(NotNow, match="PORTAL_SMS_URL"):
        Sms("nosuch://x").check()


def test_no_code_in_the_log() -> None:
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with sms_sink(503) as sink:
            with pytest.raises(NotNow):
                Sms(sink.url).send(text())
            Sms(sink.url).send(text())
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "127.0.0.1" in written.getvalue(), "the handler hears something"
    assert "123456" not in written.getvalue()
