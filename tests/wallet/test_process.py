"""The wallet as a process: raced, killed, started again, and read for what it must not keep."""

import json
import re
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.wallet.support.frames import (
    from_frame,
    open_session,
    ticket_of,
    typed_bank,
    typed_card,
)
from tests.wallet.support.frames import save as save_typed
from tests.wallet.support.receiver import Receiver
from tests.wallet.support.requests import (
    TIMES_OUT,
    TUESDAY,
    advance,
    bank,
    by_key,
    card,
    charge,
    event_types,
    new_key,
    post_charge,
    save,
)
from tests.wallet.support.server import WalletServer
from tests.wallet.support.waiting import until


@pytest.fixture
def server(tmp_path: Path, database_url: str) -> Iterator[WalletServer]:
    running = WalletServer(tmp_path, database_url, WALLET_SANDBOX_TIMEOUT_SECONDS="600")
    running.start()
    yield running
    running.kill()


def count(url: str, table: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    return found


def lose_the_answer(server: WalletServer, database_url: str, profile: str, key: str) -> None:
    """Nobody waits for it, and the charge is made."""
    made = count(database_url, "sandbox_charges")
    with (
        pytest.raises(httpx.ReadTimeout),
        httpx.Client(
            base_url=server.client.base_url,
            headers=server.client.headers,
            timeout=httpx.Timeout(60, read=1),
        ) as impatient,
    ):
        post_charge(impatient, profile, key)
    until(lambda: count(database_url, "sandbox_charges") == made + 1)


def test_a_timeout_after_success_is_approved_when_asked_again(
    server: WalletServer, database_url: str
) -> None:
    profile, asked, repeated = save(server.client, card(TIMES_OUT)), new_key(), new_key()
    lose_the_answer(server, database_url, profile, asked)
    assert [found["state"] for found in by_key(server.client, asked)] == ["approved"]
    lose_the_answer(server, database_url, profile, repeated)
    assert charge(server.client, profile, repeated)["state"] == "approved"
    assert count(database_url, "sandbox_charges") == 2
    assert event_types(server.client) == ["charge.approved"] * 2


def test_killed_between_the_processor_and_the_answer_the_next_start_knows(
    server: WalletServer, database_url: str
) -> None:
    profile, key = save(server.client, card(TIMES_OUT)), new_key()
    with ThreadPoolExecutor() as pool:
        lost = pool.submit(post_charge, server.client, profile, key)
        until(lambda: count(database_url, "sandbox_charges") == 1)
        server.kill()
        assert isinstance(lost.exception(), httpx.TransportError)
    server.start()
    assert event_types(server.client) == ["charge.approved"]
    answer = post_charge(server.client, profile, key)
    assert (answer.status_code, answer.json()["state"]) == (201, "approved")
    assert answer.headers["Idempotent-Replayed"] == "true"
    assert count(database_url, "sandbox_charges") == count(database_url, "charges") == 1


def test_stopped_while_a_request_hangs_it_ends_soon(
    server: WalletServer, database_url: str
) -> None:
    profile, key = save(server.client, card(TIMES_OUT)), new_key()
    with ThreadPoolExecutor() as pool:
        hanging = pool.submit(post_charge, server.client, profile, key)
        until(lambda: count(database_url, "sandbox_charges") == 1)
        assert server.stop() in (0, -15)
        assert hanging.result().json()["code"] == "stopping"
    assert "Traceback" not in server.log
    server.start()
    assert [found["state"] for found in by_key(server.client, key)] == ["approved"]


def test_two_processes_on_one_database_make_one_charge(
    server: WalletServer, tmp_path: Path, database_url: str
) -> None:
    other = WalletServer(tmp_path, database_url)
    other.start()
    try:
        profile, key = save(server.client, card()), new_key()
        clients = [server.client, other.client] * 6
        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(lambda client: post_charge(client, profile, key), clients))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert count(database_url, "sandbox_charges") == count(database_url, "charges") == 1
        assert event_types(other.client) == ["charge.approved"]
    finally:
        other.kill()


def test_two_processes_may_start_on_one_empty_database(tmp_path: Path, database_url: str) -> None:
    servers = [WalletServer(tmp_path, database_url) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(WalletServer.start, servers))
    try:
        assert [server.client.get("/v1/events").status_code for server in servers] == [200, 200]
    finally:
        for server in servers:
            server.kill()


def test_events_that_the_portal_was_not_there_for_come_after_a_restart(
    tmp_path: Path, database_url: str, receiver: Receiver
) -> None:
    server = WalletServer(tmp_path, database_url, WALLET_EVENT_URL=receiver.url)
    receiver.answers = [503]
    server.start()
    charge(server.client, save(server.client, card()))
    first = json.loads(receiver.next().body)
    until(lambda: "events wait for the portal: status 503" in server.log)
    server.kill()
    server.start()
    assert json.loads(receiver.next().body) == first
    server.kill()


def test_no_number_is_in_the_database_the_log_the_events_or_an_answer(
    server: WalletServer, tmp_path: Path, database_url: str
) -> None:
    client, numbers = server.client, ["4000000000009995", "000222222227", "110000000"]
    seen = []
    for body in (card(numbers[0]), bank(numbers[1])):
        profile = save(client, body)
        seen += [charge(client, profile), client.get(f"/v1/payment-profiles/{profile}").json()]
    seen.append(client.post("/v1/payment-profiles", json=card(numbers[0][:-1] + "4")).json())
    seen.append(client.post("/v1/charges", json={"payment_profile": numbers[0]}).json())
    advance(client, TUESDAY)
    seen.append(client.get("/v1/events").json())
    server.stop()
    kept = _everything_kept(tmp_path, database_url) + server.log.encode()
    for number in (*numbers, numbers[0][:-1]):
        assert number not in json.dumps(seen)
        assert number.encode() not in kept
        assert not re.search(re.escape(number.encode()).hex().encode(), kept)
    assert b"Maria Reyes" not in kept


def test_no_number_typed_into_a_frame_is_kept_in_clear(
    server: WalletServer, tmp_path: Path, database_url: str
) -> None:
    client, numbers = server.client, ["4000000000009995", "000222222227", "110000000"]
    own = str(client.base_url).rstrip("/")
    seen = []
    for body in (typed_card(numbers[0], security_code="3871"), typed_card(numbers[0]), None):
        opened = open_session(client, reference="cus_1")
        form = {"ticket": ticket_of(opened), "purpose": "add_payment_method"}
        one = from_frame(client, "sessions", form, Origin=own).json()["token"]
        answer = save_typed(client, one, body or typed_bank(numbers[1]), Origin=own)
        seen += [answer.text, client.get(f"/v1/sessions/{opened['id']}").text]
        seen_secrets = (one, ticket_of(opened))
        assert not any(secret in text for secret in seen_secrets for text in seen)
    assert [json.loads(text).get("code", "saved") for text in seen[::2]] == [
        "validation", "saved", "saved",
    ]  # fmt: skip
    server.stop()
    kept = _everything_kept(tmp_path, database_url) + server.log.encode()
    for secret in (*numbers, *seen_secrets, "Maria Reyes"):
        assert secret not in "".join(seen)
        assert secret.encode() not in kept
    assert b"authorize Juniper Lending to debit" in kept  # it is looked into, and this is there


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="asks Linux about another process")
def test_no_core_file_holds_what_its_memory_does(server: WalletServer) -> None:
    assert resource.prlimit(server.pid, resource.RLIMIT_CORE) == (0, 0)


def _everything_kept(folder: Path, url: str) -> bytes:
    """Every byte of SQLite's files; of PostgreSQL, every row as text."""
    if url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in folder.glob("test.sqlite*"))
    engine = create_engine(url)
    with engine.connect() as connection:
        names = connection.execute(
            text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        ).scalars()
        rows = [
            connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars().all()
            for name in list(names)
        ]
    engine.dispose()
    assert sum(map(len, rows)) > 4
    return "\n".join(line for lines in rows for line in lines).encode()
