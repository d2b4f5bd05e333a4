"""A portal whose processes are killed around a charge, with a line to its wallet that can wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from services.database import make_engine
from tests.e2e.support.portal import PortalProcess
from tests.support.faulty_wallet import FaultyWallet, faulty_line
from tests.wallet.support.waiting import until

WEB, WALLET, WORKER = "portal_app.serve", "wallet", "portal_app.cli"


@dataclass
class KillablePortal:
    process: PortalProcess
    line: FaultyWallet
    database: str
    wallet_database: str

    @property
    def address(self) -> str:
        return self.process.address

    def one(self, database: str, query: str, **values: object) -> int:
        engine = make_engine(database)
        try:
            with engine.connect() as connection:
                return connection.execute(text(query), values).scalar_one()
        finally:
            engine.dispose()

    def charges(self, cents: int) -> int:
        query = "SELECT count(*) FROM sandbox_charges WHERE amount = :cents"
        return self.one(self.wallet_database, query, cents=cents)

    def postings(self, cents: int) -> int:
        query = "SELECT count(*) FROM transactions WHERE kind = 'payment' AND amount = :cents"
        return self.one(self.database, query, cents=cents)

    def unknown(self) -> int:
        return self.one(self.database, "SELECT count(*) FROM payments WHERE state = 'processing'")

    def restart(self) -> None:
        """After the supervisor has ended everything because of one."""
        assert self.process.ended() == 1
        self.process.start()

    def reconciled(self) -> None:
        self.line.closed = False
        until(lambda: self.unknown() == 0)


@contextmanager
def killable_portal(folder: Path, database: str, wallet_database: str) -> Iterator[KillablePortal]:
    """Given databases are empty; the wallet is given up on after a second."""
    addresses: list[str] = []
    with faulty_line(lambda: addresses[0]) as line:
        process = PortalProcess(
            folder,
            PORTAL_DATABASE_URL=database,
            WALLET_DATABASE_URL=wallet_database,
            WALLET_URL=line.url,
            WALLET_TIMEOUT_SECONDS="1",
        )
        addresses.append(process.wallet_address)
        process.prepare()
        try:
            process.start()
            yield KillablePortal(process, line, database, wallet_database)
        finally:
            process.stop()
