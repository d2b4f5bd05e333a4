from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from wallet import problems
from wallet.problems import MEDIA_TYPE, Problem

API = Path(problems.__file__).with_name("API.md").read_text()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'test.sqlite'}"


@pytest.fixture
def operations(client: TestClient) -> dict[str, Any]:
    del client.headers["Authorization"]
    paths = client.get("/openapi.json").json()["paths"]
    return {
        f"{method.upper()} {path}": operation
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def test_the_document_and_the_page_name_the_same_addresses(operations: dict[str, Any]) -> None:
    assert set(operations) == {
        "POST /v1/payment-profiles",
        "GET /v1/payment-profiles/{profile_id}",
        "DELETE /v1/payment-profiles/{profile_id}",
        "POST /v1/payment-profiles/{profile_id}/verification",
        "POST /v1/sessions",
        "GET /v1/sessions/{session_id}",
        "POST /frames/sessions",
        "POST /frames/payment-profiles",
        "POST /frames/bank-name",
        "POST /v1/charges",
        "GET /v1/charges",
        "GET /v1/charges/{charge_id}",
        "POST /v1/refunds",
        "GET /v1/refunds",
        "GET /v1/refunds/{refund_id}",
        "POST /v1/cards",
        "GET /v1/cards",
        "GET /v1/cards/{card_id}",
        "GET /v1/swipes/{swipe_id}",
        "POST /v1/sandbox/swipes",
        "POST /v1/sandbox/swipes/{swipe_id}/clear",
        "POST /v1/sandbox/swipes/{swipe_id}/reverse",
        "GET /v1/events",
        "POST /v1/sandbox/advance",
        "GET /healthz",
    }
    for name in operations:
        assert name.split(" ")[1].split("/{")[0] in API


def test_every_v1_operation_declares_the_key_and_its_problems(operations: dict[str, Any]) -> None:
    for name, operation in operations.items():
        if "/v1/" not in name:
            continue
        assert operation["security"] == [{"HTTPBearer": []}]
        failures = {s: r for s, r in operation["responses"].items() if s >= "400"}
        assert {"401", "413", "422", "500", "503"} <= set(failures)
        assert all(list(failure["content"]) == [MEDIA_TYPE] for failure in failures.values())


def test_posts_that_move_money_require_their_key(operations: dict[str, Any]) -> None:
    for name in (
        "POST /v1/charges",
        "POST /v1/refunds",
        "POST /v1/cards",
        "POST /v1/sandbox/swipes",
    ):
        headers = {p["name"]: p["required"] for p in operations[name]["parameters"]}
        assert headers["Idempotency-Key"] is True
        assert "Idempotent-Replayed" in operations[name]["responses"]["201"]["headers"]


def test_every_reference_in_the_document_leads_somewhere(client: TestClient) -> None:
    document = client.get("/openapi.json")
    schemas = document.json()["components"]["schemas"]
    used = {part.split('"')[0] for part in document.text.split("#/components/schemas/")[1:]}
    assert used <= set(schemas)
    assert "HTTPValidationError" not in schemas


def test_it_says_whether_real_money_moves(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["info"]["x-moves-real-money"] is False


@pytest.mark.parametrize("problem", Problem.__subclasses__(), ids=lambda problem: problem.code)
def test_every_problem_is_on_the_page(problem: type[Problem]) -> None:
    assert f"`{problem.code}`" in API
    assert str(problem.status) in API
