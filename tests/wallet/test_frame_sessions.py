"""Tickets and tokens: once, for one purpose, for one form, from the wallet's own page only."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.wallet.support.frames import (
    OWN,
    age,
    asked,
    exchange,
    from_frame,
    open_session,
    save,
    session_body,
    session_of,
    ticket_of,
    token,
    typed_card,
)
from wallet.http.frame_pages import FOREVER
from wallet.service import Wallet
from wallet.session_tables import Purpose, WalletSession

MINUTE = timedelta(minutes=1)


def test_the_address_carries_the_ticket_in_its_fragment_and_nothing_else(
    client: TestClient, wallet: Wallet
) -> None:
    opened = open_session(client, language="es")
    address, _, ticket = opened["url"].partition("#")
    assert address == f"{OWN}/frames/add-payment-method?lang=es"
    assert ticket.startswith(opened["id"] + ".")
    with wallet.database.read() as session:
        assert ticket not in repr(session.get_one(WalletSession, opened["id"]).model_dump())


def test_the_portal_reads_what_it_said_and_what_became_of_it(client: TestClient) -> None:
    opened = open_session(client, reference="cus_41", bound_to="0f" * 16)
    found = asked(client, opened["id"])
    assert (found["status"], found["bound_to"], found["reference"]) == ("open", "0f" * 16, "cus_41")
    exchange(client, ticket_of(opened))
    assert asked(client, opened["id"])["status"] == "used"
    assert client.get("/v1/sessions/ws_unknown").json()["code"] == "session-not-found"


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "show_card_number"},
        {"bound_to": "ab" * 15},
        {"bound_to": "AB" * 32},
        {"reference": "c" * 65},
        {"reference": "../x"},
        {"language": "fr"},
        {"lender": "\x00"},
        {"accent": "red"},
        {"accent": "#0e5a45;}"},
        {"kinds": []},
        {"kinds": ["card", "card"]},
        {"kinds": ["cheque"]},
        {"callback": "https://evil.example"},
    ],
)
def test_a_session_that_makes_no_sense_is_refused(
    client: TestClient, wrong: dict[str, object]
) -> None:
    answer = client.post("/v1/sessions", json=session_body(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")


def test_only_the_portal_opens_sessions(client: TestClient) -> None:
    one = token(client)
    for key in ("", one):
        headers = {"Authorization": f"Bearer {key}"}
        assert client.post("/v1/sessions", json=session_body(), headers=headers).status_code == 401
        assert client.get(f"/v1/sessions/{session_of(one)}", headers=headers).status_code == 401


def test_a_ticket_gives_the_form_its_token_and_words(client: TestClient) -> None:
    opened = open_session(client, accent="#112233", kinds=["bank"], lender="Acme & Sons")
    form = exchange(client, ticket_of(opened)).json()
    assert (form["accent"], form["kinds"], form["lender"]) == ("#112233", ["bank"], "Acme & Sons")
    assert list(form["authorizations"]) == ["bank"]
    assert "Acme & Sons" in form["authorizations"]["bank"]
    assert form["expires_in"] == 15 * 60


def refused(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (401, "session-expired")


def test_a_ticket_works_once(client: TestClient) -> None:
    ticket = ticket_of(open_session(client))
    assert exchange(client, ticket).status_code == 201
    assert refused(exchange(client, ticket))


def test_a_ticket_used_by_many_at_once_opens_one_form(client: TestClient) -> None:
    ticket = ticket_of(open_session(client))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: exchange(client, ticket), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [401] * 7


def test_a_ticket_lasts_a_minute(client: TestClient, wallet: Wallet) -> None:
    opened = open_session(client)
    age(wallet, opened["id"], MINUTE)
    assert refused(exchange(client, ticket_of(opened)))
    assert asked(client, opened["id"])["status"] == "expired"


def test_a_ticket_of_another_purpose_opens_nothing(client: TestClient, wallet: Wallet) -> None:
    opened = open_session(client)
    with wallet.database.write() as session:
        session.get_one(WalletSession, opened["id"]).purpose = Purpose.SHOW_CARD_NUMBER
    assert refused(exchange(client, ticket_of(opened)))
    assert exchange(client, ticket_of(opened), purpose="show_card_number").status_code == 201


def test_guessed_and_garbled_tickets_open_nothing(client: TestClient) -> None:
    opened = open_session(client)
    for ticket in (opened["id"], f"{opened['id']}.", ticket_of(opened)[:-1], "ws_x.y", "."):
        assert refused(exchange(client, ticket))
    for ticket in ("", "a" * 161, "<script>", None, 7, ["x"]):
        assert exchange(client, ticket).status_code == 422  # pyright: ignore[reportArgumentType]
    assert exchange(client, ticket_of(open_session(client))).status_code == 201


def test_a_token_lasts_fifteen_minutes(client: TestClient, wallet: Wallet) -> None:
    one = token(client)
    age(wallet, session_of(one), 15 * MINUTE)
    assert refused(save(client, one, typed_card()))
    assert asked(client, session_of(one))["status"] == "expired"


def test_a_token_is_of_its_session_and_purpose(client: TestClient, wallet: Wallet) -> None:
    one, other = token(client), token(client)
    mixed = f"{session_of(one)}.{other.partition('.')[2]}"
    key = client.headers["Authorization"].removeprefix("Bearer ")
    for wrong in (mixed, session_of(one), "", key, ticket_of(open_session(client))):
        assert refused(save(client, wrong, typed_card()))
    with wallet.database.write() as session:
        session.get_one(WalletSession, session_of(one)).purpose = Purpose.ACTIVATE_CARD
    assert refused(save(client, one, typed_card()))
    assert save(client, other, typed_card()).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://localhost:8000"},
        {"Origin": "http://127.0.0.1:8002"},
        {"Origin": "https://127.0.0.1:8001"},
        {"Origin": OWN + ".evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["sessions", "payment-profiles", "bank-name"])
def test_only_the_wallets_own_page_is_heard(
    client: TestClient, path: str, headers: dict[str, str | None]
) -> None:
    one = token(client)
    answer = from_frame(client, path, typed_card(), one, **headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin-refused")
    assert asked(client, session_of(one))["status"] == "used"
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_no_cookie_is_set_or_makes_a_difference(client: TestClient) -> None:
    opened = open_session(client)
    page = client.get(opened["url"], headers={"Cookie": "portal=secret"})
    exchanged = exchange(client, ticket_of(opened))
    saved = save(client, exchanged.json()["token"], typed_card(), Cookie="portal=secret")
    assert saved.status_code == 201
    assert save(client, "", typed_card(), Cookie=f"token={opened['id']}").status_code == 401
    for answer in (page, exchanged, saved):
        assert "set-cookie" not in answer.headers


def test_the_page_may_be_framed_by_the_portal_only_and_does_nothing_else(
    client: TestClient,
) -> None:
    answer = client.get("/frames/add-payment-method")
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": policy["style-src"],
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
        "frame-ancestors": "http://localhost:8000",
    }
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy["style-src"])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "payment=()" in answer.headers["permissions-policy"]
    assert "x-frame-options" not in answer.headers  # it knows no origin, and would win
    assert "<script>" not in answer.text
    assert "style=" not in answer.text


def test_the_page_is_the_same_for_everybody_and_whatever_is_asked(client: TestClient) -> None:
    plain = client.get("/frames/add-payment-method").text
    for query in ("?lang=xx", "?lang=%3Cscript%3E", "?ticket=secret", "?scheme=pink"):
        assert client.get(f"/frames/add-payment-method{query}").text == plain
    spanish = client.get("/frames/add-payment-method?lang=es&scheme=dark").text
    assert '<html lang="es" class="dark"' in spanish
    assert client.get(f"/frames/add-payment-method?lang={'x' * 101}").status_code == 422


def test_answers_to_frames_are_kept_nowhere_and_assets_for_ever(client: TestClient) -> None:
    one = token(client)
    for answer in (
        exchange(client, ticket_of(open_session(client))),
        save(client, one, typed_card()),
        save(client, "wrong", typed_card()),
        from_frame(client, "bank-name", {"routing_number": "110000000"}, one),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = client.get("/frames/add-payment-method").text
    script = page.split('<script type="module" src="')[1].split('"')[0]
    asset = client.get(script)
    assert asset.headers["cache-control"] == FOREVER
    assert asset.headers["content-type"].startswith("text/javascript")
    for wrong in (
        script.replace("frame.js", "add_payment_method.html"),
        "/frames/assets/x/frame.js",
    ):
        assert client.get(wrong).status_code == 404
    assert client.get(script.replace("frame.js", "..%2f..%2fvault.py")).status_code == 404


@pytest.mark.parametrize("path", ["sessions", "payment-profiles", "bank-name"])
def test_bodies_are_small_json_objects(client: TestClient, path: str) -> None:
    one = token(client)
    assert from_frame(client, path, "x" * 17_000, one).status_code == 413
    for body in ([], "x", 1, None, {}, {"ticket": {}}):
        assert from_frame(client, path, body, one).status_code == 422
