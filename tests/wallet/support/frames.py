"""What the portal asks of frames, and what a frame sends, in the words of the tests."""

import itertools
from datetime import timedelta
from typing import Any

import httpx

from tests.wallet.support.requests import SETTLES, VISA
from wallet.column_types import utc_now
from wallet.service import Wallet
from wallet.session_tables import WalletSession

OWN = "http://127.0.0.1:8001"
PURPOSE = "add_payment_method"
_references = itertools.count(1)


def session_body(**changes: Any) -> dict[str, Any]:
    usual = {
        "purpose": PURPOSE,
        "bound_to": "ab" * 32,
        "reference": f"cus_{next(_references)}",
        "language": "en",
        "lender": "Juniper Lending",
    }
    return {**usual, **changes}


def open_session(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/v1/sessions", json=session_body(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


def ticket_of(session: dict[str, Any]) -> str:
    return session["url"].partition("#")[2]


def from_frame(
    client: httpx.Client, path: str, body: Any, token: str = "", **headers: str | None
) -> httpx.Response:
    """As the page's script sends it: its Origin, its token, never the portal's key."""
    sent: dict[str, str | None] = {
        "Origin": OWN,
        "Authorization": f"Bearer {token or 'none'}",
        **headers,
    }
    kept = {name: value for name, value in sent.items() if value is not None}
    return client.post(f"/frames/{path}", json=body, headers=kept)


def exchange(client: httpx.Client, ticket: str, **changes: Any) -> httpx.Response:
    return from_frame(client, "sessions", {"ticket": ticket, "purpose": PURPOSE, **changes})


def token(client: httpx.Client, **changes: Any) -> str:
    answer = exchange(client, ticket_of(open_session(client, **changes)))
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


def session_of(token: str) -> str:
    return token.partition(".")[0]


def typed_card(number: str = VISA, **changes: Any) -> dict[str, Any]:
    usual = {"exp_month": 12, "exp_year": 2031, "holder": "Maria Reyes", "zip": "94110"}
    return {
        "kind": "card", "number": number, "security_code": "123", "agreed": True, **usual, **changes
    }  # fmt: skip


def typed_bank(account: str = SETTLES, **changes: Any) -> dict[str, Any]:
    usual = {"routing_number": "110000000", "account_type": "checking", "holder": "Maria Reyes"}
    return {"kind": "bank", "account_number": account, "agreed": True, **usual, **changes}


def save(client: httpx.Client, token: str, body: Any, **headers: str | None) -> httpx.Response:
    return from_frame(client, "payment-profiles", body, token, **headers)


def asked(client: httpx.Client, session_id: str) -> dict[str, Any]:
    """The session as the portal fetches it."""
    return client.get(f"/v1/sessions/{session_id}").json()


def age(wallet: Wallet, session_id: str, by: timedelta) -> None:
    """As if the session had been opened so much earlier."""
    with wallet.database.write() as session:
        row = session.get_one(WalletSession, session_id)
        row.ticket_expires_at -= by
        row.expires_at -= by
        row.created_at -= by
        assert row.created_at < utc_now()
