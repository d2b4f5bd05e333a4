"""Every failure is a problem document, and none repeats what was sent."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from tests.wallet.support.requests import bank, card, post_charge, save

SECRET = "4000056655665556"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Which database is behind makes no difference to what is refused before it."""
    return f"sqlite:///{tmp_path / 'test.sqlite'}"


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"urn:problem:wallet:{code}"
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]
    assert SECRET not in answer.text
    return body


@pytest.mark.parametrize("given", [None, "Bearer ", "Bearer wrong", "Basic d3Jvbmc6"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/charges/ch_1"),
        ("POST", "/v1/charges"),
        ("POST", "/v1/refunds"),
        ("POST", "/v1/payment-profiles"),
        ("DELETE", "/v1/payment-profiles/pp_1"),
        ("GET", "/v1/events"),
        ("POST", "/v1/sandbox/advance"),
    ],
)
def test_without_the_portals_key_nothing_answers(
    client: TestClient, given: str | None, method: str, path: str
) -> None:
    del client.headers["Authorization"]
    headers = {} if given is None else {"Authorization": given}
    answer = client.request(method, path, headers=headers)
    assert_problem(answer, 401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (card(SECRET[:-1] + "7"), "body.card.number"),
        (card(number=int(SECRET)), "body.card.number"),
        (card(exp_month=13), "body.card.exp_month"),
        (card(exp_year="2031"), "body.card.exp_year"),
        (card(zip=SECRET), "body.card.zip"),
        (card(holder=""), "body.card.holder"),
        (card(holder="a\x00b"), "body.card.holder"),
        (card(holder="x" * 101), "body.card.holder"),
        (card(**{SECRET: "x"}), "body.card"),
        (card(kind=SECRET), "body"),
        (bank(SECRET + "12"), "body.bank.account_number"),
        (bank(routing_number="110000001"), "body.bank.routing_number"),
        (bank(account_type=SECRET), "body.bank.account_type"),
        ([SECRET], "body"),
    ],
)
def test_an_invalid_profile_is_refused_by_field(client: TestClient, body: Any, field: str) -> None:
    answer = client.post("/v1/payment-profiles", json=body)
    problem = assert_problem(answer, 422, "validation")
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": 0},
        {"amount": -1},
        {"amount": 1.0},
        {"amount": "100"},
        {"amount": True},
        {"amount": 10_000_000_000},
        {"amount": None},
        {"currency": "EUR"},
        {"currency": None},
        {"business_date": "2026-02-30"},
        {"business_date": "05.01.2026"},
        {"business_date": "2026-W01-1"},
        {"business_date": 1767571200},
        {"business_date": "2026-01-05T00:00:00"},
        {"business_date": "1999-12-31"},
        {"profile": "pp\x00"},
        {"profile": "' OR 1=1"},
        {"surprise": SECRET},
    ],
)
def test_an_invalid_charge_is_refused(client: TestClient, changed: dict[str, Any]) -> None:
    answer = post_charge(client, **{"profile": "pp_x", **changed})
    assert_problem(answer, 422, "validation")


def test_a_charge_needs_its_key(client: TestClient) -> None:
    body = {"payment_profile": save(client, card()), "amount": 100, "currency": "USD"}
    assert_problem(client.post("/v1/charges", json=body), 422, "idempotency-key-missing")
    for wrong in ("", "a b", "x" * 256):
        answer = client.post("/v1/charges", json=body, headers={"Idempotency-Key": wrong})
        assert_problem(answer, 422, "validation")


@pytest.mark.parametrize("body", [b"{", b"", b"\xff", f'{{"number": {SECRET}'.encode()])
def test_what_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/v1/payment-profiles", content=body, headers={"Content-Type": "application/json"}
    )
    assert_problem(answer, 422, "validation")


def test_large_bodies_are_refused(client: TestClient) -> None:
    answer = client.post("/v1/payment-profiles", content=b'{"a":"' + b"x" * 20_000 + b'"}')
    assert_problem(answer, 413, "too-large")


def test_unknown_addresses_and_methods_are_problems(client: TestClient) -> None:
    assert_problem(client.get("/v1/nothing"), 404, "not-found")
    assert_problem(client.get("/docs"), 404, "not-found")
    assert_problem(client.put("/v1/charges"), 405, "method-not-allowed")
    assert_problem(client.get("/v1/charges/ch_unknown"), 404, "charge-not-found")
    assert_problem(client.get("/v1/payment-profiles/pp_x"), 404, "payment-profile-not-found")
    assert_problem(client.get("/v1/charges"), 422, "validation")


def test_an_unexpected_failure_gives_a_reference_and_logs_no_value(
    client: TestClient, app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError(f"number {SECRET}")

    problem = assert_problem(client.get("/broken"), 500, "internal")
    assert problem["reference"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text


def test_a_locked_database_is_named_and_may_be_tried_again(
    client: TestClient, app: FastAPI
) -> None:
    @app.get("/locked")
    def locked() -> None:
        raise OperationalError(SECRET, None, Exception("database is locked"))

    answer = client.get("/locked")
    assert_problem(answer, 503, "database-busy")
    assert answer.headers["Retry-After"]


def test_every_answer_forbids_caching_and_framing(client: TestClient) -> None:
    for path in ("/healthz", "/v1/nothing", "/v1/events"):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
