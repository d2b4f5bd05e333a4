import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from tests.wallet.support.receiver import Received, Receiver
from tests.wallet.support.requests import (
    TUESDAY,
    WEDNESDAY,
    advance,
    bank,
    card,
    charge,
    new_key,
    post_refund,
    save,
)
from tests.wallet.support.waiting import until
from wallet.delivery import LONGEST_PAUSE, pause_after
from wallet.events import after, record_charges, record_refund
from wallet.service import Wallet
from wallet.settings import WalletSettings
from wallet.signing import sign
from wallet.tables import Event, Refund, RefundState


def verifies(received: Received, secret: bytes) -> bool:
    """As a receiver written from API.md does it."""
    stamp, *signatures = received.signature.split(",")
    message = stamp.removeprefix("t=").encode() + b"." + received.body
    expected = "v1=" + hmac.new(secret, message, hashlib.sha256).hexdigest()
    fresh = abs(time.time() - int(stamp.removeprefix("t="))) < 300
    return fresh and any(hmac.compare_digest(expected, given) for given in signatures)


def test_where_nothing_became_of_charges_nothing_is_recorded(wallet: Wallet) -> None:
    with wallet.database.write() as session:
        record_charges(session, [])
    with wallet.database.read() as session:
        assert session.exec(select(Event)).all() == []


def test_an_event_arrives_signed_and_says_what_happened(
    client: TestClient, receiver: Receiver, settings: WalletSettings
) -> None:
    key = new_key()
    made = charge(client, save(client, card()), key)
    received = receiver.next()
    assert verifies(received, settings.event_secrets[0])
    assert not verifies(received, b"another secret")
    assert not verifies(
        Received(received.signature, received.body + b" "), settings.event_secrets[0]
    )
    event = json.loads(received.body)
    assert event["id"].startswith("evt_")
    assert (event["type"], event["sequence"]) == ("charge.approved", 1)
    assert event["data"] == {
        "charge_id": made["id"],
        "idempotency_key": key,
        "state": "approved",
        "amount": 42427,
        "decline_code": None,
        "return_code": None,
    }


def test_every_change_of_a_charge_has_its_event(client: TestClient, receiver: Receiver) -> None:
    visa = charge(client, save(client, card()))
    charge(client, save(client, card("4000000000000002")))
    charge(client, save(client, bank()))
    charge(client, save(client, bank("000333333335")))
    advance(client, TUESDAY)
    post_refund(client, visa["id"])
    advance(client, WEDNESDAY)
    types = sorted(json.loads(receiver.next().body)["type"] for _ in range(8))
    assert types == [
        "charge.approved",
        "charge.declined",
        "charge.pending",
        "charge.pending",
        "charge.returned",
        "charge.settled",
        "charge.settled",
        "refund.succeeded",
    ]


def test_what_was_not_accepted_is_sent_again_with_the_same_id(
    client: TestClient,
    receiver: Receiver,
    wallet: Wallet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wallet.delivery.pause_after", lambda _: timedelta(milliseconds=10))
    receiver.answers = [500, 302, 404]
    charge(client, save(client, card()))
    ids = {json.loads(receiver.next().body)["id"] for _ in range(4)}
    assert len(ids) == 1

    def noted() -> bool:
        with wallet.database.read() as session:
            row = session.get_one(Event, 1)
        return row.delivered_at is not None and row.next_attempt_at is None and row.attempts == 4

    until(noted)
    assert receiver.received.empty()


def test_the_portal_reads_what_it_missed_page_by_page(client: TestClient) -> None:
    profile = save(client, card())
    made = [charge(client, profile)["id"] for _ in range(5)]
    first = client.get("/v1/events", params={"limit": 3}).json()
    assert (len(first["data"]), first["next"], first["has_more"]) == (3, 3, True)
    rest = client.get("/v1/events", params={"after": first["next"], "limit": 3}).json()
    assert (len(rest["data"]), rest["next"], rest["has_more"]) == (2, 5, False)
    told = [event["data"]["charge_id"] for event in first["data"] + rest["data"]]
    assert told == made
    nothing = client.get("/v1/events", params={"after": 5}).json()
    assert nothing == {"data": [], "next": 5, "has_more": False}


def test_a_reader_never_passes_an_event_that_commits_later(wallet: Wallet) -> None:
    early, late = (Refund(id=f"re_{n}", state=RefundState.SUCCEEDED) for n in (1, 2))

    def write(refund: Refund) -> None:
        with wallet.database.write() as session:
            record_refund(session, refund)

    with ThreadPoolExecutor() as pool, wallet.database.write() as session:
        record_refund(session, early)
        other = pool.submit(write, late)
        assert not wait([other], timeout=0.5).done
        assert after(wallet.database, 0, 10).data == []
        session.commit()
        other.result()
    told = [event.data["refund_id"] for event in after(wallet.database, 0, 10).data]
    assert told == ["re_1", "re_2"]


def test_while_secrets_rotate_both_sign() -> None:
    body = b'{"id":"evt_1"}'
    received = Received(sign([b"new", b"old"], int(time.time()), body), body)
    assert received.signature.count("v1=") == 2
    assert verifies(received, b"new")
    assert verifies(received, b"old")
    assert not verifies(received, b"older")


def test_the_signature_is_that_of_the_documented_recipe() -> None:
    assert sign([b"secret"], 1700000000, b"{}") == (
        "t=1700000000,v1=" + hmac.new(b"secret", b"1700000000.{}", hashlib.sha256).hexdigest()
    )


def test_an_old_signature_is_not_fresh() -> None:
    assert not verifies(Received(sign([b"s"], int(time.time()) - 301, b"{}"), b"{}"), b"s")


def test_pauses_grow_to_ten_minutes() -> None:
    pauses = [pause_after(attempt).total_seconds() for attempt in range(1, 13)]
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses == sorted(pauses)
    assert pause_after(300) == LONGEST_PAUSE
