"""Micro-entries leave once per account, also when the processor was away when it was saved."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import select, update

from tests.support import aio
from tests.wallet.support.frames import asked, save, session_of, token, typed_bank
from tests.wallet.support.requests import bank
from tests.wallet.support.requests import save as board
from tests.wallet.support.waiting import until
from wallet import entries
from wallet.column_types import utc_now
from wallet.http.app import create_app
from wallet.processors.base import BankAccount, EntriesRefused, ProcessorUnavailable
from wallet.processors.sandbox import SandboxProcessor
from wallet.service import Wallet
from wallet.settings import WalletSettings
from wallet.tables import PaymentProfile

MINUTE = timedelta(minutes=1)


class Noting(SandboxProcessor):
    """The sandbox, which notes to which profile it sent; `away`: it does not answer; `refuses`: the
    accounts."""

    def __init__(self, wallet: Wallet) -> None:
        super().__init__(wallet.database, 0)
        self.sent: list[str] = []
        self.away = self.refuses = False

    async def send_micro_entries(self, key: str, account: BankAccount) -> None:
        if self.away:
            raise ProcessorUnavailable
        if self.refuses:
            raise EntriesRefused
        assert account.account_number == "000123456789"
        self.sent.append(key)


@pytest.fixture
def wallet(wallet: Wallet) -> Wallet:
    return replace(wallet, processor=Noting(wallet))


@pytest.fixture
def processor(wallet: Wallet) -> Noting:
    assert isinstance(wallet.processor, Noting)
    return wallet.processor


def due(wallet: Wallet) -> list[datetime | None]:
    with wallet.database.read() as session:
        return list(session.exec(select(PaymentProfile.entries_due_at)))


def send_due(wallet: Wallet, after: timedelta) -> int:
    return aio.run(entries.send_due(wallet, utc_now() + after))


def test_they_leave_with_the_save_and_never_again(
    client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    one = token(client)
    assert save(client, one, typed_bank()).status_code == 201
    assert processor.sent == [asked(client, session_of(one))["payment_profile"]["id"]]
    boarded = board(client, bank("000123456789", status="unverified"))
    board(client, bank("000123456789"))
    assert processor.sent[1:] == [boarded]
    assert due(wallet) == [None] * 3
    assert send_due(wallet, 9 * MINUTE) == 0


def test_the_wallet_sends_what_the_processor_was_away_for(
    client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    processor.away = True
    one = token(client)
    assert save(client, one, typed_bank()).status_code == 201
    saved = asked(client, session_of(one))["payment_profile"]["id"]
    assert send_due(wallet, MINUTE / 2) == 0  # the request may still be at it
    assert send_due(wallet, 2 * MINUTE) == 0
    processor.away = False
    assert send_due(wallet, 3 * MINUTE) == 0  # put off
    assert send_due(wallet, 5 * MINUTE) == 1
    assert (processor.sent, due(wallet)) == ([saved], [None])


def test_who_was_verified_or_deleted_meanwhile_gets_none(
    client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    processor.away = True
    verified, deleted = (board(client, bank(status="unverified")) for _ in range(2))
    told = client.post(f"/v1/payment-profiles/{verified}/verification", json={"amounts": [11, 24]})
    assert told.json()["status"] == "verified"
    assert client.delete(f"/v1/payment-profiles/{deleted}").status_code == 204
    processor.away = False
    send_due(wallet, 2 * MINUTE)
    assert (processor.sent, due(wallet)) == ([], [None, None])


def failed(client: TestClient) -> list[str]:
    """Of which profiles the portal was told that they have failed."""
    told = client.get("/v1/events").json()["data"]
    return [one["data"]["id"] for one in told if one["type"] == "payment_profile.failed"]


def test_an_account_that_is_refused_has_failed_and_is_not_tried_again(
    client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    one = token(client)
    processor.refuses = True
    answer = save(client, one, typed_bank())
    assert (answer.status_code, answer.json()["status"]) == (201, "failed")
    saved = asked(client, session_of(one))["payment_profile"]
    assert (saved["status"], failed(client)) == ("failed", [saved["id"]])
    assert save(client, one, typed_bank()).json()["status"] == "failed"
    told = client.post(f"/v1/payment-profiles/{saved['id']}/verification", json={"amounts": [1, 2]})
    assert told.json()["code"] == "not-verifiable"
    assert send_due(wallet, timedelta(days=2)) == 0
    assert failed(client) == [saved["id"]]


def test_one_that_is_refused_later_or_waits_for_days_has_failed_too(
    client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    processor.away = True
    refused = board(client, bank(status="unverified"))
    send_due(wallet, 2 * MINUTE)
    processor.away, processor.refuses = False, True
    assert send_due(wallet, 5 * MINUTE) == 0
    processor.away, processor.refuses = True, False
    waits = board(client, bank(status="unverified"))
    send_due(wallet, timedelta(days=9))
    assert failed(client) == [refused]
    send_due(wallet, timedelta(days=11))
    assert (failed(client), due(wallet)) == ([refused, waits], [None, None])


def test_a_wallet_that_ended_before_it_sent_them_does_so_when_it_starts(
    app: FastAPI, settings: WalletSettings, client: TestClient, wallet: Wallet, processor: Noting
) -> None:
    processor.away = True
    saved = board(client, bank(status="unverified"))
    processor.away = False
    with wallet.database.write() as session:
        session.connection().execute(update(PaymentProfile).values(entries_due_at=utc_now()))
    with TestClient(create_app(settings, wallet)):
        until(lambda: processor.sent == [saved])
        until(lambda: due(wallet) == [None])
