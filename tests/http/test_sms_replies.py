"""The SMS gateway's door: keyed, small, a form or JSON; everything else is refused."""

import base64
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from portal_app.http import compose
from portal_app.http.posts import MOST_BYTES
from portal_app.settings import get_settings
from services.database import reading
from services.messages.stops import stopped_at

PHONE, SMS = "+12025550143", "/webhooks/sms"
SECRET = "a-secret-of-the-gateway-0123456789abcdef"
BEARER = {"Authorization": f"Bearer {SECRET}"}


@pytest.fixture
def gateway(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("PORTAL_SMS_SECRET", SECRET)
    get_settings.cache_clear()
    yield TestClient(compose(HTMLResponse("<p>page")), base_url="http://localhost:8000")
    get_settings.cache_clear()


def is_stopped() -> bool:
    with reading() as session:
        return stopped_at(session, PHONE) is not None


def test_a_form_as_twilio_posts_it(gateway: TestClient) -> None:
    basic = base64.b64encode(f"sms:{SECRET}".encode()).decode()
    form = {"From": PHONE, "To": "+18005550142", "Body": "STOP", "MessageSid": "SM1"}
    answer = gateway.post(SMS, data=form, headers={"Authorization": f"Basic {basic}"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert "<Response/>" in answer.text
    assert is_stopped()


@pytest.mark.parametrize("name", ["body", "text", "message"])
def test_plain_json(gateway: TestClient, name: str) -> None:
    answer = gateway.post(SMS, json={"from": PHONE, name: "stop"}, headers=BEARER)
    assert (answer.status_code, answer.json()) == (200, {})
    assert is_stopped()


def test_what_is_no_keyword_is_taken_and_forgotten(gateway: TestClient) -> None:
    form = {"From": PHONE, "Body": "thank you"}
    assert gateway.post(SMS, data=form, headers=BEARER).status_code == 200
    assert not is_stopped()


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Bearer ",
        "Bearer wrong",
        f"Bearer {SECRET}x",
        f"Basic {SECRET}",
        "Basic !!!",
        f"Digest {SECRET}",
    ],
)
def test_without_the_secret_nothing_is_read(gateway: TestClient, given: str) -> None:
    headers = {"Authorization": given} if given else {}
    answer = gateway.post(SMS, data={"From": PHONE, "Body": "STOP"}, headers=headers)
    assert answer.status_code == 401
    assert not is_stopped()


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (415, "text/plain", b"STOP"),
        (415, "multipart/form-data; boundary=x", b"--x--"),
        (400, "application/json", b"["),
        (400, "application/json", b"[]"),
        (400, "application/json", b"[" * 8_000),
        (400, "application/json", b'{"from": {"a": 1}, "body": "STOP"}'),
        (400, "application/json", b'{"from": "+12025550143", "body": ["STOP"]}'),
        (400, "application/x-www-form-urlencoded", b"From=%2B12025550143"),
        (400, "application/x-www-form-urlencoded", b"Body=\xff"),
        (400, "application/x-www-form-urlencoded", b"a=1&" * 100),
        (413, "application/json", b"x" * (MOST_BYTES + 1)),
    ],
)
def test_what_is_no_reply_changes_nothing(
    gateway: TestClient, status: int, kind: str, body: bytes
) -> None:
    headers = BEARER | {"Content-Type": kind}
    assert gateway.post(SMS, content=body, headers=headers).status_code == status
    assert not is_stopped()


def test_there_is_no_door_without_a_secret(
    gateway: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "0")
    monkeypatch.setenv("PORTAL_SMS_SECRET", "")
    get_settings.cache_clear()
    answer = gateway.post(SMS, data={"From": PHONE, "Body": "STOP"}, headers=BEARER)
    assert answer.status_code == 404


def test_other_hosts_have_none(gateway: TestClient) -> None:
    form = {"From": PHONE, "Body": "STOP"}
    evil = gateway.post(SMS, data=form, headers=BEARER | {"Host": "evil.example"})
    assert evil.status_code in (400, 421)
    assert not is_stopped()
