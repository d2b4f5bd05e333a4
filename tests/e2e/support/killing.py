"""A portal whose processes are killed around a charge, with a line to its wallet that can wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from services.database import make_engine
from tests.e2e.support.patience import PATIENCE_SECONDS
from tests.e2e.support.people import add_cards
from tests.e2e.support.portal import PortalProcess, wallet_client
from tests.support.faulty_wallet import FaultyWallet, faulty_line
from tests.wallet.support.waiting import until

WEB, WALLET, WORKER = "portal_app.serve", "wallet", "portal_app.cli"


@dataclass
class KillablePortal:
    folder: Path
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

    def add_cards(self, *numbers: str) -> None:
        """Maria's."""
        key = (self.folder / "keys" / "wallet_api_key").read_text().strip()
        engine = make_engine(self.database)
        with wallet_client(self.process.wallet_address, key) as wallet:
            add_cards(engine, wallet, numbers)
        engine.dispose()

    def restart(self) -> None:
        """After the supervisor has ended everything because of one."""
        assert self.process.ended() == 1
        self.process.start()

    def reconciled(self) -> None:
        """Asked about in vain, twice as long passes until the next time."""
        self.line.closed = False
        until(lambda: self.unknown() == 0, seconds=3 * PATIENCE_SECONDS)


@contextmanager
def killable_portal(
    folder: Path, database: str, wallet_database: str, wallet_seconds: float = PATIENCE_SECONDS
) -> Iterator[KillablePortal]:
    """Given databases are empty; the wallet is given up on after `wallet_seconds`."""
    addresses: list[str] = []
    with faulty_line(lambda: addresses[0]) as line:
        process = PortalProcess(
            folder,
            PORTAL_DATABASE_URL=database,
            WALLET_DATABASE_URL=wallet_database,
            WALLET_URL=line.url,
            WALLET_TIMEOUT_SECONDS=str(wallet_seconds),
        )
        addresses.append(process.wallet_address)
        process.prepare()
        try:
            process.start()
            yield KillablePortal(folder, process, line, database, wallet_database)
        finally:
            process.stop()
