"""What a frame saves: once per form, checked, counted, and never to be read again."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from tests.wallet.support.frames import asked, save, session_of, token, typed_bank, typed_card
from tests.wallet.support.requests import MASTERCARD, bank, card, new_key, post_charge
from wallet import sessions
from wallet.processors.base import CardCheck, ProcessorUnavailable
from wallet.profiles import place_of
from wallet.service import Wallet
from wallet.session_tables import WalletSession
from wallet.tables import PaymentProfile

AMEX, WRONG_CODE = "378282246310005", "4000000000000127"


def rows(wallet: Wallet) -> list[PaymentProfile]:
    with wallet.database.read() as session:
        return list(session.exec(select(PaymentProfile)))


def created(client: TestClient) -> list[dict[str, Any]]:
    events = client.get("/v1/events").json()["data"]
    return [event["data"] for event in events if event["type"] == "payment_profile.created"]


def fields(answer: Any) -> list[str]:
    return [error["field"].removeprefix("body.") for error in answer.json()["errors"]]


def test_a_card_is_saved_verified_and_the_portal_is_told(
    client: TestClient, wallet: Wallet
) -> None:
    one = token(client, reference="cus_41")
    answer = save(client, one, typed_card())
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "kind": "card", "brand": "visa", "last4": "4242", "bank_name": None,
            "status": "verified",
        },
    )  # fmt: skip
    found = asked(client, session_of(one))
    profile = found["payment_profile"]
    assert (found["status"], profile["reference"], profile["status"]) == (
        "saved", "cus_41", "verified",
    )  # fmt: skip
    told = {"id": profile["id"], "reference": "cus_41", "session": session_of(one)}
    assert created(client) == [told]
    assert client.get(f"/v1/payment-profiles/{profile['id']}").json() == profile
    assert post_charge(client, profile["id"]).json()["state"] == "approved"
    assert "Juniper Lending" in (rows(wallet)[0].authorization or "")


def test_a_bank_account_waits_for_its_verification(client: TestClient, wallet: Wallet) -> None:
    one = token(client, language="es")
    assert save(client, one, typed_bank()).json()["status"] == "unverified"
    profile = asked(client, session_of(one))["payment_profile"]
    assert (profile["status"], profile["verification"]) == ("unverified", "micro_entries")
    refused = post_charge(client, profile["id"], key := new_key())
    assert (refused.status_code, refused.json()["code"]) == (422, "profile-unverified")
    assert client.get("/v1/charges", params={"idempotency_key": key}).json()["data"] == []
    assert "autoriza a Juniper Lending a debitar" in (rows(wallet)[0].authorization or "")


def test_a_repeat_is_the_same_profile_and_another_card_none(
    client: TestClient, wallet: Wallet
) -> None:
    one = token(client)
    first = save(client, one, typed_card())
    assert save(client, one, typed_card()).json() == first.json()
    other = save(client, one, typed_card(MASTERCARD))
    assert (other.status_code, other.json()["code"]) == (409, "session-saved")
    assert len(rows(wallet)) == len(created(client)) == 1


def test_saved_twice_at_once_it_is_one_profile(client: TestClient, wallet: Wallet) -> None:
    one = token(client)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: save(client, one, typed_bank()), range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len(rows(wallet)) == len(created(client)) == 1


def test_one_number_in_many_forms_at_once_is_saved_once(client: TestClient, wallet: Wallet) -> None:
    forms = [token(client, reference="cus_1") for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda one: save(client, one, typed_card()), forms))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    assert len(rows(wallet)) == 1


def test_a_number_is_saved_once_per_reference_until_it_is_deleted(client: TestClient) -> None:
    first = token(client, reference="cus_1")
    save(client, first, typed_card())
    again = save(client, token(client, reference="cus_1"), typed_card(exp_year=2032))
    assert (again.status_code, again.json()["code"]) == (409, "payment-profile-exists")
    assert save(client, token(client, reference="cus_2"), typed_card()).status_code == 201
    boarded = client.post("/v1/payment-profiles", json=card(reference="cus_1"))
    assert boarded.json()["code"] == "payment-profile-exists"
    saved = asked(client, session_of(first))["payment_profile"]["id"]
    assert client.delete(f"/v1/payment-profiles/{saved}").status_code == 204
    found = asked(client, session_of(first))
    assert (found["status"], found["payment_profile"]) == ("saved", None)
    assert save(client, first, typed_card()).json()["code"] == "session-expired"
    assert save(client, token(client, reference="cus_1"), typed_card()).status_code == 201


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (typed_card("4242424242424241"), "number"),
        (typed_card("4242 4242 4242 4242"), "number"),
        (typed_card("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"), "number"),
        (typed_card("4242424242424242' OR 1=1"), "number"),
        (typed_card(4242424242424242), "number"),  # pyright: ignore[reportArgumentType]
        (typed_card(exp_month=13), "exp_month"),
        (typed_card(exp_month="12"), "exp_month"),
        (typed_card(exp_year=2020), "exp_month"),
        (typed_card(security_code="12"), "security_code"),
        (typed_card(security_code="1234"), "security_code"),
        (typed_card(security_code="12a"), "security_code"),
        (typed_card(AMEX), "security_code"),
        (typed_card(zip="9411"), "zip"),
        (typed_card(zip=None), "zip"),
        (typed_card(holder=" "), "holder"),
        (typed_card(holder="x" * 101), "holder"),
        (typed_card(holder="a\u202eb"), "holder"),
        (typed_card(agreed=False), "agreed"),
        (typed_bank("123"), "account_number"),
        (typed_bank("1" * 18), "account_number"),
        (typed_bank("12-34567"), "account_number"),
        (typed_bank(routing_number="110000001"), "routing_number"),
        (typed_bank(account_type="cheque"), "account_type"),
        (typed_bank(bank_name="Bank of the borrower"), "bank_name"),
        (typed_bank(agreed=None), "agreed"),
    ],
)
def test_each_field_is_checked_and_named(
    client: TestClient, wallet: Wallet, body: dict[str, Any], wrong: str
) -> None:
    one = token(client)
    answer = save(client, one, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")
    assert [field.split(".")[-1] for field in fields(answer)] == [wrong]
    assert rows(wallet) == []
    assert asked(client, session_of(one))["status"] == "used"


def test_a_kind_that_the_session_does_not_offer_is_refused(client: TestClient) -> None:
    assert fields(save(client, token(client, kinds=["bank"]), typed_card())) == ["kind"]
    for kind in ("cheque", None, ["card"]):
        assert save(client, token(client), {"kind": kind}).status_code == 422


def test_the_processor_checks_the_security_code_once_and_nobody_keeps_it(
    client: TestClient, wallet: Wallet
) -> None:
    asked_codes: list[str] = []
    check = wallet.processor.check_card

    async def listening(given: Any, code: str, postal_code: str) -> CardCheck:
        asked_codes.append(code)
        return await check(given, code, postal_code)

    wallet.processor.check_card = listening
    one = token(client)
    refused = save(client, one, typed_card(WRONG_CODE, security_code="739"))
    assert (refused.json()["code"], fields(refused)) == ("card-refused", ["security_code"])
    assert save(client, one, typed_card(AMEX, security_code="7391")).status_code == 201
    assert asked_codes == ["739", "7391"]
    names = {*PaymentProfile.model_fields, *WalletSession.model_fields}
    assert not {name for name in names if "code" in name or "cv" in name}
    sealed = wallet.vault.open(rows(wallet)[0].sealed or b"", place_of(rows(wallet)[0]))
    assert "7391" not in sealed.decode()
    assert set(json.loads(sealed)) == {"number", "holder", "zip"}


def test_a_processor_that_is_away_is_told_and_the_form_lives_on(
    client: TestClient, wallet: Wallet
) -> None:
    check = wallet.processor.check_card

    async def away(*_: Any) -> CardCheck:
        raise ProcessorUnavailable

    wallet.processor.check_card = away
    one = token(client)
    assert save(client, one, typed_card()).json()["code"] == "processor-unavailable"
    wallet.processor.check_card = check
    assert save(client, one, typed_card()).status_code == 201


def test_cards_are_not_tested_here(
    client: TestClient, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = token(client, reference="cus_1")
    for _ in range(sessions.MOST_TRIES):
        assert save(client, one, typed_card(WRONG_CODE)).status_code == 422
    dead = save(client, one, typed_card())
    assert (dead.status_code, dead.json()["code"]) == (429, "too-many-tries")
    assert asked(client, session_of(one))["status"] == "expired"
    monkeypatch.setattr(sessions, "MOST_TRIES_OF_REFERENCE", sessions.MOST_TRIES + 1)
    other = token(client, reference="cus_1")
    assert save(client, other, typed_card("1")).status_code == 422
    assert save(client, other, typed_card()).status_code == 429
    assert save(client, token(client, reference="cus_2"), typed_card()).status_code == 201
    assert len(rows(wallet)) == 1


def test_tries_at_once_are_all_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_TRIES", 3)
    one = token(client)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: save(client, one, typed_card(WRONG_CODE)), range(8)))
    assert sorted(answer.status_code for answer in answers) == [422] * 3 + [429] * 5


def test_nothing_that_was_typed_is_in_a_log_or_an_answer(
    client: TestClient, wallet: Wallet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def broken(*_: Any) -> CardCheck:
        raise RuntimeError(*typed)

    typed = ["5555555555554444", "4242424242424241", "000123456789", "11000000012", "Mario Quine"]
    body = typed_card(typed[0], holder=typed[4])
    answers = [
        save(client, token(client), {**body, "number": typed[1]}),
        save(client, token(client), {**body, "unknown " + typed[0]: typed[0]}),
        save(client, token(client), {**body, "kind": typed[0]}),
        save(client, token(client), {**body, "exp_year": typed[0]}),
        save(client, token(client), typed_bank(typed[2], routing_number=typed[3])),
        save(client, token(client), body),
        client.post("/v1/payment-profiles", json=bank(typed[2])),
    ]
    wallet.processor.check_card = broken
    answers.append(save(client, token(client), body))
    assert answers[-1].json()["code"] == "internal"
    seen = caplog.text + "".join(answer.text for answer in answers)
    seen += client.get("/v1/events").text
    for text in typed:
        assert text not in seen
