"""The served portal with the demo's people, and its database as the tests look at it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine, Table, select

from models import metadata
from models.customers import Login
from portal_app.portal_app import app
from portal_app.settings import get_settings
from portal_app.toolchain import ROOT
from services import sessions
from services.database import make_engine, reading, unit_of_work
from tests.support.tab import Tab
from tests.support.web import Web

assert app  # its import fills the registry
HANDLERS = RegistrationContext.get().event_handlers
MARIA, LUIS = "maria.reyes@example.com", "luis.reyes@example.com"
Rows = dict[str, set[tuple]]
STAMPS = {"last_used_at"}
UNWATCHED = {"throttles", "audit_head"}
PRUNED = {"live_notices"}
APPEND_ONLY = {"audit_entries"}


class DemoWeb(Web):
    """`engine`: on the database of the served process."""

    engine: Engine

    @contextmanager
    def _settings(self) -> Iterator[None]:
        """Its keys: the audit log is signed with one of them."""
        with mock.patch.dict(os.environ, self.env):
            get_settings.cache_clear()
            yield
        get_settings.cache_clear()

    def session_of(self, email: str) -> str:
        """Cookie header of a new session, as log-in would set it."""
        with self._settings(), unit_of_work(self.engine) as session:
            login = session.execute(select(Login).where(Login.email == email)).scalar_one()
            return self.cookie(sessions.start(session, login))

    def end_session(self, cookie: str) -> None:
        with self._settings(), unit_of_work(self.engine) as session:
            sessions.end(session, cookie.partition("=")[2])

    def rows(self) -> Rows:
        """Every row of every table, without the stamps that any look-up may leave."""
        with reading(self.engine) as session:
            connection = session.connection()  # as they are stored: a tenth of the time of models
            return {
                table.name: {tuple(row) for row in connection.exec_driver_sql(_all_of(table))}
                for table in metadata.sorted_tables
                if table.name not in UNWATCHED
            }


def _all_of(table: Table) -> str:
    columns = ", ".join(f'"{one.name}"' for one in table.c if one.name not in STAMPS)
    return f'SELECT {columns} FROM "{table.name}"'


def changed(before: Rows, after: Rows) -> dict[str, set[tuple]]:
    """Rows that came, went or changed; the audit log may grow, old notices may be pruned."""
    found = {name: before[name] ^ after[name] for name in before}
    found |= {name: before[name] - after[name] for name in APPEND_ONLY}
    found |= {name: after[name] - before[name] for name in PRUNED}
    return {name: rows for name, rows in found.items() if rows}


def handler(name: str) -> str:
    """`accounts_state.load` in full."""
    (found,) = (one for one in HANDLERS if one.endswith(f"____{name}"))
    return found


async def about_to_pay(
    web: DemoWeb, cookie: str, path: str = "/accounts/L-1082", choice: str = "next_due"
) -> Tab:
    """A tab whose borrower has reviewed a payment of L-1082."""
    tab = await Tab.open(web.port, cookie, path=path)
    await tab.send(handler("pay_state.open"), {"number": "L-1082"})
    await tab.send(handler("pay_state.choose"), {"choice": choice})
    await tab.send(handler("pay_state.review"), {})
    await tab.settle()
    return tab


@contextmanager
def demo_web(data_dir: Path, **settings: str) -> Iterator[DemoWeb]:
    """Seeded and served; yields when it listens."""
    web = DemoWeb(data_dir, **settings)
    try:
        for step in ("migrate", "seed-demo"):
            command = [sys.executable, "-m", "portal_app.cli", step]
            subprocess.run(command, cwd=ROOT, env=web.env, check=True, capture_output=True)
        web.engine = make_engine(f"sqlite:///{data_dir / 'portal.sqlite'}")
        web.get("/healthz")
        yield web
        web.engine.dispose()
    finally:
        web.end()
