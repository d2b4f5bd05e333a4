"""Numbers are in the wallet's sealed columns and nowhere else, whatever is done."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import typst
from playwright.sync_api import Browser, BrowserContext, Page, expect
from redis import Redis
from sqlalchemy import create_engine, text

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.paying import review
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.documents import DocumentsScreen, payload
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.screens.payment_methods import MethodsScreen
from tests.e2e.screens.profile import ProfileScreen
from tests.e2e.screens.statements import Statements
from tests.e2e.screens.transactions import TransactionsScreen
from tests.e2e.support.leaks import (
    Ear,
    in_database,
    in_files,
    in_memory,
    passes_luhn,
    process_of,
    told,
)
from tests.e2e.support.portal import Served, served_portal, wallet_client
from tests.e2e.support.stores import Stores, in_redis, kept_in, keys_in
from tests.support.files import pdf
from tests.support.postgres import PostgresCluster, database_url, postgres_cluster, postgres_url
from tests.support.redis import redis_server

__all__ = ["database_url", "postgres_cluster", "postgres_url"]
TYPED_CARD, SENT_CARD = "4000056655665556", "5105105105105100"
TYPED_ACCOUNT, SENT_ACCOUNT, SSN = "000918273645", "000987612345", "900-12-3456"
NEW = [TYPED_CARD, SENT_CARD, TYPED_ACCOUNT, SENT_ACCOUNT]
KNOWN = [*NEW, "4242424242424242", "000123456789", SSN, SSN.replace("-", "")]
LOAN, ACCOUNT_NAME = "Personal loan L-1082", "Checking account 3645"
Deployment = tuple[Served, Stores]


@pytest.fixture(params=["embedded", pytest.param("distributed", marks=pytest.mark.postgres)])
def deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """All tests' portal on SQLite and memory; another one on PostgreSQL and Redis."""
    if request.param == "embedded":
        served: Served = request.getfixturevalue("served")
        yield served, kept_in(served.data_dir)
        return
    cluster: PostgresCluster = request.getfixturevalue("postgres_cluster")
    folder = tmp_path_factory.mktemp("distributed")
    with (
        cluster.database() as portal,
        cluster.database() as wallet,
        redis_server(tmp_path_factory.mktemp("redis")) as redis,
        served_portal(
            folder,
            PORTAL_DATABASE_URL=portal,
            WALLET_DATABASE_URL=wallet,
            PORTAL_REDIS_URL=redis,
        ) as served,
    ):
        yield served, Stores(folder, portal, wallet, redis)


def test_no_number_is_anywhere_but_sealed_in_the_wallet(
    browser: Browser, deployment: Deployment, tmp_path: Path
) -> None:
    served, stores = deployment
    ear, papers = Ear(served.wallet_address), tmp_path / "papers"
    papers.mkdir()
    context = browser.new_context(base_url=served.address, locale="en-US")
    ear.listen(context)
    page = context.new_page()
    log_in(page)
    type_numbers(page, ear)
    answers = list(send_numbers(served))
    pay(page, ear, papers)
    take_papers(page, ear, papers)
    forget_numbers(page, ear)
    mails = page.request.get("/dev/inbox.json?to=maria.reyes@example.com").text()

    assert {place for place, _ in ear.heard} >= {"address", "body", "framereceived", "page"}
    assert {path.suffix for path in papers.iterdir()} == {".pdf", ".csv", ".ofx", ".json"}
    assert ear.leaks(KNOWN) == {}
    assert "A payment method was added" in mails
    assert told(mails + "".join(answers), KNOWN) == set()
    assert in_files(papers, KNOWN) == {}
    assert stores.leaks(KNOWN) == {}
    assert not stores.redis or keys_in(stores.redis) > 0
    for module in ("portal_app.serve", "portal_app.cli"):
        assert in_memory(process_of(module, served.data_dir), NEW) == set()
    context.close()


def type_numbers(page: Page, ear: Ear) -> None:
    """A card and a bank account, into the wallet's form; the account's two deposits."""
    methods = MethodsScreen(page)
    methods.visit()
    methods.add_new()
    methods.form.add_card(TYPED_CARD)
    expect(methods.method("5556")).to_be_visible()
    methods.add_new()
    methods.form.add_bank(TYPED_ACCOUNT)
    account = methods.method("3645")
    expect(account).to_contain_text("Unverified")
    ear.look(page)
    methods.verify(ACCOUNT_NAME, "0.11", "0.24")
    expect(account).not_to_contain_text("Unverified")
    ear.look(page)


def send_numbers(served: Served) -> Iterator[str]:
    """As another system would, to the wallet's own interface; what it answers."""
    card = {"kind": "card", "number": SENT_CARD, "exp_month": 12, "exp_year": 2031}
    mistyped = {**card, "number": SENT_CARD[:-1] + "1"}
    account = {"kind": "bank", "routing_number": "110000000", "account_number": SENT_ACCOUNT}
    with wallet_client(served.wallet_address, served.wallet_key) as wallet:
        saved: list[httpx.Response] = []
        for given in (card, mistyped, {**account, "account_type": "checking"}):
            body = {**given, "holder": "Maria Reyes"}
            saved.append(wallet.post("/v1/payment-profiles", json=body))
        assert [answer.status_code for answer in saved] == [201, 422, 201]
        profile: Any = saved[0].json()["id"]
        charge = {"payment_profile": profile, "amount": 100, "currency": "USD"}
        paid = wallet.post("/v1/charges", json=charge, headers={"Idempotency-Key": "leak-test"})
        yield from (answer.text for answer in (*saved, paid, wallet.get("/v1/events?limit=500")))


def pay(page: Page, ear: Ear, papers: Path) -> None:
    """With the Visa; the receipt."""
    accounts = AccountsScreen(page)
    accounts.visit()
    review(accounts, LOAN, "3.21", "Visa ····4242")
    dialog = PayDialog(page)
    dialog.pay("$3.21")
    expect(dialog.heading("Payment received")).to_be_visible()
    ear.look(page)
    with page.expect_download() as download:
        dialog.box.get_by_role("button", name="Download receipt", exact=True).click()
    download.value.save_as(papers / "receipt.pdf")
    dialog.done()


def take_papers(page: Page, ear: Ear, papers: Path) -> None:
    """A document up and down again, a statement, every export."""
    documents = DocumentsScreen(page)
    documents.visit()
    documents.open_new()
    documents.choose(payload("leak test.pdf", pdf()))
    expect(documents.upload("leak test.pdf")).to_contain_text("Added")
    documents.done()
    with page.expect_download() as download:
        documents.action("Download", "leak test.pdf").click()
    download.value.save_as(papers / "document.pdf")
    ear.look(page)
    documents.action("Delete", "leak test.pdf").click()
    box = documents.dialog("Delete this document?")
    box.get_by_role("button", name="Delete", exact=True).click()
    expect(documents.line("leak test.pdf")).to_have_count(0)
    statements = Statements(page)
    statements.open("C-9035")
    (papers / "statement.pdf").write_bytes(statements.download(statements.links.first).read_bytes())
    ear.look(page)
    transactions = TransactionsScreen(page)
    transactions.visit("L-1082")
    for form in ("CSV", "OFX", "JSON"):
        (papers / f"export.{form.lower()}").write_text(transactions.export(form)[1])
    ear.look(page)


def forget_numbers(page: Page, ear: Ear) -> None:
    """Both methods deleted; the profile last."""
    methods = MethodsScreen(page)
    methods.visit()
    for last_four, name in (("5556", "Visa 5556"), ("3645", ACCOUNT_NAME)):
        methods.delete(name)
        expect(methods.method(last_four)).to_have_count(0)
    ProfileScreen(page).visit()
    ear.look(page)


@pytest.mark.parametrize(
    "given",
    [
        TYPED_CARD,
        f'{{"a":"{SENT_CARD}"}}',
        "4000 0566 5566 5556",
        "card=4000-0566-5566-5556;",
        f"http://a/?n={TYPED_CARD}&b",
        f"SSN {SSN}.",
        "378282246310005",
        "6011000990139424",
    ],
)
def test_a_number_is_told_by_its_look(given: str) -> None:
    assert told(given)


@pytest.mark.parametrize(
    "given",
    [
        "4000056655665557",  # a wrong check digit
        "1795465000000000",  # microseconds
        "2026-11-23 20:16:18.123456",
        f"pp_{TYPED_CARD}x",  # a part of an identifier
        "9f4000056655665556c3",
        "+1 202-555-0143",
        "ISO 2026-01-05",
    ],
)
def test_an_identifier_a_clock_and_a_phone_are_not(given: str) -> None:
    assert not told(given)


def test_a_planted_number_is_found_in_every_file(tmp_path: Path) -> None:
    assert passes_luhn(TYPED_CARD)
    planted = {
        "run.log": f"said {SENT_CARD} here".encode(),
        "export.csv": b"2026-11-23,4000056655665556,1.00",
        "export.ofx": b"<ACCTID>4000056655665556</ACCTID>",
        "wide.bin": b"\x01" + TYPED_CARD.encode("utf-16-le"),
        "hex.bin": SENT_ACCOUNT.encode().hex().encode(),
        "b64.bin": b"xx/YQo0MDAwMDU2NjU1NjY1NTU2Yg==",
        "statement.pdf": typst.compile(f"Paid from {TYPED_ACCOUNT}".encode()),
    }
    for name, content in planted.items():
        (tmp_path / name).write_bytes(content)
    assert TYPED_ACCOUNT.encode() not in planted["statement.pdf"]
    assert set(in_files(tmp_path, NEW)) == set(planted)
    told_by_their_look = {"run.log", "export.csv", "export.ofx"}
    assert set(in_files(tmp_path, [])) == told_by_their_look


def test_a_planted_number_is_found_in_each_database(database_url: str) -> None:
    engine = create_engine(database_url)
    kind = "BLOB" if engine.dialect.name == "sqlite" else "BYTEA"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE notes (body TEXT, raw {kind}, sealed {kind})"))
        values = {"body": f"paid by {SENT_CARD}", "raw": f" {TYPED_CARD} ".encode()}
        connection.execute(text("INSERT INTO notes VALUES (:body, :raw, :raw)"), values)
    engine.dispose()
    assert set(in_database(database_url, [], ["notes.sealed"])) == {"notes.body", "notes.raw"}


def test_a_planted_number_is_found_in_redis(tmp_path: Path) -> None:
    with redis_server(tmp_path) as url, Redis.from_url(url) as client:
        client.set("state", pickle.dumps({"number": TYPED_CARD, "pages": [1]}))
        client.set("wide", TYPED_ACCOUNT.encode("utf-16-le"))
        client.hset("form", mapping={"card": SENT_CARD})
        client.rpush("list", f"paid by {TYPED_CARD}")
        client.sadd("set", SENT_ACCOUNT)
        client.zadd("order", {TYPED_ACCOUNT: 1})
        client.set(f"of {SSN}", "nothing")
        client.xadd("stream", {"card": TYPED_CARD})
        client.set("innocent", "4242")
        found = in_redis(url, NEW)
    assert len(found) == 8
    assert not any("innocent" in key for key in found)


def test_a_planted_number_is_found_in_memory() -> None:
    code = "import sys; kept = ''.join(['40000566', '55665556']); print(flush=True); input(); kept"
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    assert in_memory(holder.pid, NEW) == {TYPED_CARD}
    holder.communicate(b"\n")


def test_a_planted_number_is_heard_from_a_browser(context: BrowserContext) -> None:
    ear = Ear("http://wallet.invalid")
    ear.listen(context)
    page = context.new_page()
    log_in(page)
    page.evaluate(
        """async (number) => {
          await fetch("/healthz?n=" + number);
          await fetch("/healthz", {method: "POST", body: "n=" + number});
          localStorage.planted = sessionStorage.planted = number;
          document.cookie = "planted=" + number;
          document.body.append(number);
          console.log(number);
          await new Promise((opened) => {
            const asked = indexedDB.open(number);
            asked.onsuccess = () => { asked.result.close(); opened(); };
          });
          history.replaceState(null, "", "?planted=" + number);
          await fetch("/healthz");
          const site = location.origin.replace("http", "ws");
          const socket = new WebSocket(site + "/_event/?EIO=4&transport=websocket");
          await new Promise((opened) => { socket.onopen = opened; });
          socket.send("4" + number + " " + number);
          socket.close();
        }""",
        TYPED_CARD,
    )
    ear.look(page)
    assert set(ear.leaks([])) >= {
        "address",
        "body",
        "console",
        "cookie",
        "framesent",
        "indexedDB",
        "localStorage",
        "page",
        "referrer",
        "sessionStorage",
    }
