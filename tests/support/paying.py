"""A loan with borrowers and saved methods, a real wallet, and faults on the way to it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sqlmodel import Session, col, select

from models.accounts import AccountKind, Product
from models.payment_methods import MethodKind, PaymentMethod
from models.payments import AmountChoice, Payment
from models.servicing import ExtraTo
from models.transactions import Transaction
from services import business_date, ledger
from services.database import unit_of_work
from services.payments import flows
from services.payments.gateway import ChargeGateway
from services.payments.intents import open_intent
from services.payments.receipts import Receipt
from services.payments.wallet_gateway import WalletGateway
from services.servicing.terms import Terms
from services.subject import Subject
from tests.support.borrowers import new_borrower
from tests.support.crashing import LastPayment
from tests.support.ledgers import posted_on
from tests.wallet.support.requests import save
from tests.wallet.support.server import WalletServer

DAY = date(2026, 1, 5)
TERMS = Terms(1_200_00, Decimal("12"), 12, date(2026, 2, 1))
NUMBER = "L-1"
PATIENCE_SECONDS = 60
"""Of a wallet that answers, however slow the machine."""


@contextmanager
def wallet_server(folder: Path, **settings: str) -> Iterator[WalletServer]:
    folder.mkdir(parents=True, exist_ok=True)
    server = WalletServer(folder, f"sqlite:///{folder / 'wallet.sqlite'}", **settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def gateway_to(server: WalletServer, timeout_seconds: float = PATIENCE_SECONDS) -> WalletGateway:
    key = server.client.headers["Authorization"].removeprefix("Bearer ")
    return WalletGateway(str(server.client.base_url), key, timeout_seconds)


@dataclass
class Loan:
    """`subjects` all see the account; the first owns nothing until `method` is called."""

    account_id: int
    subjects: list[Subject]
    number: str = NUMBER

    def method(self, token: str, subject: int = 0, kind: MethodKind = MethodKind.CARD) -> int:
        with unit_of_work() as session:
            method = PaymentMethod(
                customer_id=self.subjects[subject].customer_id,
                profile_token=token,
                kind=kind,
                last_four="4242",
            )
            session.add(method)
            session.flush()
            return method.id or 0

    def card(self, server: WalletServer, body: dict[str, object], subject: int = 0) -> int:
        return self.method(save(server.client, body), subject)

    def key(self, subject: int = 0) -> str:
        with unit_of_work() as session:
            return open_intent(session, self.subjects[subject], self.number)

    def pay(
        self,
        gateway: ChargeGateway,
        method: int,
        key: str = "",
        amount: int = 106_62,
        subject: int = 0,
    ) -> Receipt:
        return flows.pay(
            self.subjects[subject],
            key or self.key(subject),
            amount,
            AmountChoice.CUSTOM,
            ExtraTo.NEXT_PAYMENTS,
            method,
            gateway,
        )

    def last_payment(
        self, point: str, gateway: WalletGateway, key: str, method: int, amount: int = 106_62
    ) -> LastPayment:
        """What a process that dies at `point` is told."""
        names = ("PORTAL_DATA_DIR", "PORTAL_DATABASE_URL", "PORTAL_DEMO")
        return LastPayment(
            point,
            gateway._base_url,
            gateway._api_key,
            self.subjects[0].login_id,
            self.subjects[0].customer_id,
            key,
            method,
            amount,
            {name: os.environ[name] for name in names},
        )

    def entries(self) -> list[Transaction]:
        return posted_on(self.account_id)

    def payments(self) -> list[Payment]:
        with unit_of_work() as session:
            return [*session.exec(select(Payment).order_by(col(Payment.id)))]


def make_loan(borrowers: int = 1, number: str = NUMBER, terms: Terms = TERMS) -> Loan:
    with unit_of_work() as session:
        business_date.freeze_at(session, DAY)
        account = ledger.open_loan(
            session,
            number=number,
            product=_product(session),
            name="",
            terms=terms,
            opened_on=terms.starts,
        )
        assert account.id
        subjects = [new_borrower(session, account.id) for _ in range(borrowers)]
        return Loan(account.id, subjects, number)


def _product(session: Session) -> Product:
    found = session.exec(select(Product)).first()
    if found is None:
        found = Product(
            code="p", name="Personal loan", kind=AccountKind.PERSONAL_LOAN, late_fee=15_00
        )
        session.add(found)
        session.flush()
    return found


def stranger() -> Subject:
    with unit_of_work() as session:
        return new_borrower(session)


def later(seconds: int = 3600) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


@contextmanager
def odd_wallet(status: int, body: bytes, cut: bool = False) -> Iterator[str]:
    """A server that answers everything alike; `cut` ends the connection after the request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if cut:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 -- the name that the server looks for

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
