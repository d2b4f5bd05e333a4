"""The portal as it is served, with the demo's data in a folder that is thrown away."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import select

from models.customers import Login
from portal_app.settings import get_settings
from services.database import get_engine, unit_of_work
from services.doors import Door
from services.sessions import cookie_name, start
from tests.e2e.support.portal import demo_portal

MARIA = "maria.reyes@example.com"


@dataclass(frozen=True)
class Served:
    address: str

    def cookies(self, email: str, count: int = 1, door: Door = Door.PORTAL) -> list[str]:
        """Cookie headers of new sessions of a login."""
        with unit_of_work() as session:
            own = Login.email == email, Login.door == door
            login = session.exec(select(Login).where(*own)).one()
            return [f"{cookie_name(door)}={start(session, login)}" for _ in range(count)]


@contextmanager
def served(filled: Path | None = None) -> Iterator[Served]:
    """Portal, wallet and worker, on a copy of `filled` if that is given; this process's settings
    name their database meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        if filled is not None:
            shutil.copytree(filled, folder, dirs_exist_ok=True)
        with (
            demo_portal(Path(folder)) as address,
            settings(folder, PORTAL_PORT=address.rpartition(":")[2]),
        ):
            yield Served(address)


@contextmanager
def settings(folder: str | Path, **values: str) -> Iterator[None]:
    """This process's settings on another data folder."""
    before = dict(os.environ)
    os.environ.update(PORTAL_DEMO="1", PORTAL_DATA_DIR=str(folder), **values)
    _forget()
    try:
        yield
    finally:
        get_engine().dispose()
        os.environ.clear()
        os.environ.update(before)
        _forget()


def _forget() -> None:
    get_settings.cache_clear()
    get_engine.cache_clear()
