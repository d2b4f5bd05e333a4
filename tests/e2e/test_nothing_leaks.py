"""Numbers are in the wallet's sealed columns and nowhere else, whatever is done."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import create_engine, text

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.paying import review
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.screens.payment_methods import MethodsScreen
from tests.e2e.screens.profile import ProfileScreen
from tests.e2e.screens.statements import Statements
from tests.e2e.support.leaks import (
    Ear,
    in_database,
    in_files,
    in_memory,
    passes_luhn,
    process_of,
    told,
)
from tests.e2e.support.portal import Served

TYPED_CARD, SENT_CARD = "4000056655665556", "5105105105105100"
ACCOUNT, SSN = "000987612345", "900-12-3456"
NEW = [TYPED_CARD, SENT_CARD, ACCOUNT]
KNOWN = [*NEW, "4242424242424242", "000123456789", SSN, SSN.replace("-", "")]
SEALED = ["payment_profiles.sealed", "issued_cards.sealed", "canaries.sealed"]
LOAN = "Personal loan L-1082"


def test_no_number_is_anywhere_but_sealed_in_the_wallet(
    context: BrowserContext, served: Served, tmp_path: Path
) -> None:
    ear = Ear(served.wallet_address)
    ear.listen(context)
    page = context.new_page()
    papers = tmp_path / "papers"
    papers.mkdir()
    headers = {"Authorization": f"Bearer {served.wallet_key}"}
    log_in(page)
    methods = MethodsScreen(page)
    methods.visit()
    methods.add_new()
    methods.form.add_card(TYPED_CARD)
    expect(methods.method("5556")).to_be_visible()
    ear.look(page)
    with httpx.Client(base_url=served.wallet_address, headers=headers, trust_env=False) as wallet:
        bodies = [
            {"kind": "card", "number": SENT_CARD, "exp_month": 12, "exp_year": 2031},
            {"kind": "card", "number": SENT_CARD[:-1] + "1", "exp_month": 12, "exp_year": 2031},
            {
                "kind": "bank",
                "routing_number": "110000000",
                "account_number": ACCOUNT,
                "account_type": "checking",
            },
        ]
        answers = [
            wallet.post("/v1/payment-profiles", json={**body, "holder": "Maria Reyes"})
            for body in bodies
        ]
        assert [answer.status_code for answer in answers] == [201, 422, 201]
        charge = {"payment_profile": answers[0].json()["id"], "amount": 100, "currency": "USD"}
        answers.append(
            wallet.post("/v1/charges", json=charge, headers={"Idempotency-Key": "leak-test"})
        )
        answers.append(wallet.get("/v1/events?limit=500"))

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
    methods.visit()
    methods.delete("Visa 5556")
    expect(methods.method("5556")).to_have_count(0)
    ProfileScreen(page).visit()
    ear.look(page)
    statements = Statements(page)
    statements.open("C-9035")
    (papers / "statement.pdf").write_bytes(statements.download(statements.links.first).read_bytes())
    ear.look(page)
    page.goto("/accounts/L-4417/?tab=documents")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ear.look(page)
    mails = page.request.get("/dev/inbox.json?to=maria.reyes@example.com").text()

    assert {place for place, _ in ear.heard} >= {"address", "body", "framereceived", "page"}
    assert ear.leaks(KNOWN) == {}
    assert told(mails + "".join(answer.text for answer in answers), KNOWN) == set()
    assert in_files(papers, KNOWN) == {}
    assert in_files(served.data_dir, KNOWN) == {}
    folder = served.data_dir
    assert in_database(f"sqlite:///{folder / 'portal.sqlite'}", KNOWN) == {}
    assert in_database(f"sqlite:///{folder / 'wallet.sqlite'}", KNOWN, SEALED) == {}
    for module in ("portal_app.serve", "portal_app.cli"):
        assert in_memory(process_of(module, folder), NEW) == set()


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


def test_a_planted_number_is_found_in_every_place(
    context: BrowserContext, served: Served, tmp_path: Path
) -> None:
    assert passes_luhn(TYPED_CARD)
    for name, content in {
        "run.log": f"said {SENT_CARD} here".encode(),
        "wide.bin": b"\x01" + TYPED_CARD.encode("utf-16-le"),
        "hex.bin": ACCOUNT.encode().hex().encode(),
        "b64.bin": b"xx/YQo0MDAwMDU2NjU1NjY1NTU2Yg==",
    }.items():
        (tmp_path / name).write_bytes(content)
    assert set(in_files(tmp_path, NEW)) == {"run.log", "wide.bin", "hex.bin", "b64.bin"}

    url = f"sqlite:///{tmp_path / 'planted.sqlite'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (body TEXT, raw BLOB, sealed BLOB)"))
        values = {"body": f"paid by {SENT_CARD}", "raw": f" {TYPED_CARD} ".encode()}
        connection.execute(text("INSERT INTO notes VALUES (:body, :raw, :raw)"), values)
    engine.dispose()
    assert set(in_database(url, [], ["notes.sealed"])) == {"notes.body", "notes.raw"}

    code = "import sys; kept = ''.join(['40000566', '55665556']); print(flush=True); input(); kept"
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    assert in_memory(holder.pid, NEW) == {TYPED_CARD}
    holder.communicate(b"\n")

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
