import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, event, text
from sqlmodel import Session, func, select

from tests.support import aio
from tests.wallet.support.requests import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    advance,
    bank,
    by_key,
    card,
    charge,
    current,
    event_types,
    new_key,
    post_charge,
    save,
)
from wallet import charges, profiles
from wallet.processors.base import ChargeOrder, Outcome, ProcessorUnavailable
from wallet.processors.sandbox import SandboxProcessor
from wallet.processors.sandbox_tables import SandboxCharge
from wallet.schemas import CardIn, ChargeIn
from wallet.service import Wallet


class Unreliable(SandboxProcessor):
    """The sandbox behind a line that breaks once, before or after the charge is made."""

    broken: str | None = None
    calls = 0

    def charge_here(self, session: Session, order: ChargeOrder) -> Outcome | None:
        return None

    async def charge(self, order: ChargeOrder) -> Outcome:
        self.calls += 1
        broken, self.broken = self.broken, None
        if broken == "before":
            raise ProcessorUnavailable
        outcome = await super().charge(order)
        if broken == "after":
            raise ProcessorUnavailable
        return outcome


@pytest.fixture
def wallet(wallet: Wallet) -> Wallet:
    return replace(wallet, processor=Unreliable(wallet.database, 0))


def processor_charges(wallet: Wallet) -> int:
    with wallet.database.read() as session:
        return session.exec(select(func.count()).select_from(SandboxCharge)).one()


def test_a_repeat_gets_the_first_answer_whatever_happened_since(
    client: TestClient, wallet: Wallet
) -> None:
    profile, key = save(client, bank("000222222227")), new_key()
    first = post_charge(client, profile, key)
    advance(client, WEDNESDAY)
    again = post_charge(client, profile, key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert current(client, first.json()["id"])["state"] == "returned"
    assert processor_charges(wallet) == 1


def test_a_declined_charge_is_not_tried_again(client: TestClient) -> None:
    profile, key = save(client, card("4000000000009995")), new_key()
    assert charge(client, profile, key) == charge(client, profile, key)
    assert event_types(client) == ["charge.declined"]


@pytest.mark.parametrize("changed", [{"amount": 42428}, {"payment_profile": "pp_other"}])
def test_the_same_key_with_another_body_is_refused(
    client: TestClient, wallet: Wallet, changed: dict[str, object]
) -> None:
    profile, key = save(client, card()), new_key()
    charge(client, profile, key)
    answer = post_charge(client, **{"profile": profile, "key": key, **changed})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
    assert processor_charges(wallet) == 1


def test_a_repeat_on_a_later_business_date_is_still_a_repeat(client: TestClient) -> None:
    profile, key = save(client, card()), new_key()
    first = charge(client, profile, key, business_date=MONDAY)
    assert charge(client, profile, key, business_date=TUESDAY) == first


def test_a_refused_request_leaves_its_key_unused(client: TestClient) -> None:
    key = new_key()
    assert post_charge(client, "pp_unknown", key).status_code == 404
    assert by_key(client, key) == []
    assert charge(client, save(client, card()), key)["state"] == "approved"


@pytest.mark.parametrize("broken", ["before", "after"])
def test_when_the_processor_gives_no_answer_a_repeat_finishes_truthfully(
    client: TestClient, wallet: Wallet, broken: str
) -> None:
    assert isinstance(wallet.processor, Unreliable)
    profile, key = save(client, card()), new_key()
    wallet.processor.broken = broken
    lost = post_charge(client, profile, key, business_date=MONDAY)
    assert (lost.status_code, lost.json()["code"]) == (502, "processor-unavailable")
    assert lost.headers["Retry-After"]
    made = charge(client, profile, key, business_date=TUESDAY)
    assert (made["state"], made["submitted_on"], made["settles_on"]) == (
        "approved",
        MONDAY,
        TUESDAY,
    )
    assert processor_charges(wallet) == 1
    assert event_types(client) == ["charge.approved"]


def test_a_charge_that_the_processor_knows_is_not_sent_to_it_again(
    client: TestClient, wallet: Wallet
) -> None:
    assert isinstance(wallet.processor, Unreliable)
    profile, key = save(client, card()), new_key()
    wallet.processor.broken = "after"
    post_charge(client, profile, key)
    assert charge(client, profile, key)["state"] == "approved"
    assert wallet.processor.calls == 1


def test_looking_finishes_a_charge_that_was_made_and_starts_none_that_was_not(
    client: TestClient, wallet: Wallet
) -> None:
    assert isinstance(wallet.processor, Unreliable)
    profile, made, not_made = save(client, card()), new_key(), new_key()
    for key, broken in ((made, "after"), (not_made, "before")):
        wallet.processor.broken = broken
        assert post_charge(client, profile, key).status_code == 502
    assert [found["state"] for found in by_key(client, made)] == ["approved"]
    assert [found["state"] for found in by_key(client, not_made)] == ["processing"]
    assert processor_charges(wallet) == 1
    in_use = client.delete(f"/v1/payment-profiles/{profile}")
    assert (in_use.status_code, in_use.json()["code"]) == (409, "payment-profile-in-use")


def test_requests_at_the_same_time_with_one_key_make_one_charge(
    client: TestClient, wallet: Wallet
) -> None:
    profile, key = save(client, card()), new_key()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: post_charge(client, profile, key), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    assert processor_charges(wallet) == 1
    assert event_types(client) == ["charge.approved"]


def test_keys_of_other_charges_do_not_meet(client: TestClient, wallet: Wallet) -> None:
    profile = save(client, card())
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: charge(client, profile), range(16)))
    assert len({one["id"] for one in made}) == 16
    assert processor_charges(wallet) == 16


@pytest.mark.parametrize(("elsewhere", "waits"), [(False, [True]), (True, [True, False, True])])
def test_a_claim_is_on_disk_before_money_moves_elsewhere_and_the_outcome_before_the_answer(
    wallet: Wallet, elsewhere: bool, waits: list[bool]
) -> None:
    """Which commits wait for the disk: of all at once, or the claim, the books and the outcome."""
    if not elsewhere:
        wallet = replace(wallet, processor=SandboxProcessor(wallet.database, 0))
    order = order_for(wallet)
    commits: list[bool] = []

    def note(connection: Connection) -> None:
        commits.append(connection.get_execution_options()["durable"])

    event.listen(wallet.database.engine, "commit", note)
    aio.run(charges.submit(wallet, order, new_key()))
    assert commits == waits


@pytest.mark.parametrize("statement", range(6))
def test_where_the_books_are_here_a_charge_is_whole_or_was_never_made(
    wallet: Wallet, statement: int
) -> None:
    """Cut off at each of its writes, and at its commit; the repeat is the first."""
    wallet = replace(wallet, processor=SandboxProcessor(wallet.database, 0))
    order, key = order_for(wallet), new_key()
    kept = ("idempotency_keys", "charges", "sandbox_charges", "events")
    before, seen = rows_of(wallet, kept), []

    def cut(*_: object) -> None:
        seen.append(1)
        if len(seen) > statement:
            raise ConnectionResetError

    def cut_write(_connection: Connection, _cursor: object, sql: str, *_: object) -> None:
        if sql.startswith(("INSERT", "UPDATE")):
            cut()

    event.listen(wallet.database.engine, "before_cursor_execute", cut_write)
    event.listen(wallet.database.engine, "commit", cut)
    with pytest.raises(ConnectionResetError):
        aio.run(charges.submit(wallet, order, key))
    event.remove(wallet.database.engine, "before_cursor_execute", cut_write)
    event.remove(wallet.database.engine, "commit", cut)
    assert len(seen) == statement + 1
    assert rows_of(wallet, kept) == before
    answer = aio.run(charges.submit(wallet, order, key))
    assert (answer.replayed, json.loads(answer.body)["state"]) == (False, "approved")
    assert rows_of(wallet, kept) == [count + 1 for count in before]


def order_for(wallet: Wallet) -> ChargeIn:
    saved = aio.run(profiles.create(wallet, CardIn.model_validate(card()), None))
    return ChargeIn(payment_profile=json.loads(saved.body)["id"], amount=1, currency="USD")


def rows_of(wallet: Wallet, tables: tuple[str, ...]) -> list[int]:
    with wallet.database.read() as session:
        connection = session.connection()
        return [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in tables
        ]
