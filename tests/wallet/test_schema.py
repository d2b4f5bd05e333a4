"""Schemathesis asks the wallet what its OpenAPI document allows, and what it forbids."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as asked
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.wallet.support.requests import VISA, bank, charge, new_key, post_refund, save
from tests.wallet.support.requests import card as card_body
from tests.wallet.support.server import WalletServer
from tests.wallet.support.swipes import authorize, issue

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
# Bounded, and the same examples every time: what it finds is found by everybody.
BOUNDED = asked(
    max_examples=4,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WalletServer]:
    running = WalletServer(tmp_path, f"sqlite:///{tmp_path / 'test.sqlite'}")
    running.start()
    yield running
    running.kill()


class Known:
    """What is there: put in the place of made-up ids, so that more than 404 is answered."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        profile, account = save(client, card_body()), save(client, bank())
        paid = charge(client, profile)
        refund = post_refund(client, paid["id"], amount=1).json()
        card = issue(client)
        swipe = authorize(client, card["id"])
        session = self._session()
        self._account = account
        self._values: dict[str, Any] = {
            "profile_id": profile,
            "payment_profile": profile,
            "charge_id": paid["id"],
            "charge": paid["id"],
            "refund_id": refund["id"],
            "card_id": card["id"],
            "card": card["id"],
            "swipe_id": swipe["id"],
            "session_id": session["id"],
            "number": VISA,
            "exp_year": 2031,
            "security_code": "123",
            "amounts": [11, 24],
            "purpose": "add_payment_method",
            "routing_number": "110000000",
            "account_number": "000123456789",
        }

    def put_into(self, case: schemathesis.Case) -> None:
        for values in (case.path_parameters, case.body):
            if isinstance(values, dict):
                values.update({name: self._values[name] for name in values if name in self._values})
                if case.path.endswith("/verification") and "profile_id" in values:
                    values["profile_id"] = self._account
                if "ticket" in values:
                    values["ticket"] = self._session()["url"].rpartition("#")[2]
        if "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = new_key()

    def headers(self, label: str, way: str) -> dict[str, str]:
        if way != "known" or "/frames/" not in label:
            return {"Authorization": self._client.headers["Authorization"]}
        return {"Authorization": f"Bearer {self._token()}", "Origin": self._origin}

    @property
    def _origin(self) -> str:
        return str(self._client.base_url).rstrip("/")

    def _session(self) -> dict[str, Any]:
        asked_for = {"purpose": "add_payment_method", "bound_to": "0" * 32, "reference": new_key()}
        words = {"language": "en", "lender": "Juniper"}
        answer = self._client.post("/v1/sessions", json={**asked_for, **words})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def _token(self) -> str:
        given = {"ticket": self._session()["url"].rpartition("#")[2]}
        answer = self._client.post(
            "/frames/sessions",
            json={**given, "purpose": "add_payment_method"},
            headers={"Origin": self._origin},
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["token"]


@pytest.mark.parametrize("way", ["allowed", "forbidden", "known"])
def test_no_answer_is_a_failure_or_undocumented(server: WalletServer, way: str) -> None:
    known = Known(server.client)
    mode = GenerationMode.NEGATIVE if way == "forbidden" else GenerationMode.POSITIVE
    address = f"{server.client.base_url}/openapi.json"
    answered: dict[str, set[int]] = {}
    for found in schemathesis.openapi.from_url(address).get_all_operations():
        operation = found.ok()
        if way == "known" and operation.method == "delete":
            continue  # tried in test_payment_profiles; here it would take the others' profile
        label = f"{operation.method} {operation.path}"
        seen = answered.setdefault(label, set())
        ask = _asking(known if way == "known" else None, known.headers(label, way), seen)
        try:
            BOUNDED(given(operation.as_strategy(generation_mode=mode))(ask))()
        except Unsatisfiable:
            assert way == "forbidden", label  # nothing about it can be asked wrongly
    assert len(answered) > 20
    assert "failure" not in server.log
    if way == "known":
        assert not {label for label, seen in answered.items() if not seen & {200, 201}}


def _asking(
    known: Known | None, headers: dict[str, str], seen: set[int]
) -> Callable[[schemathesis.Case], None]:
    def ask(case: schemathesis.Case) -> None:
        if known is not None:
            known.put_into(case)
        seen.add(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

    return ask
