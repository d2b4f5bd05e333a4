"""Databases that take long to fill: made once per schema, kept in the data folder."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from bench.served import settings
from portal_app.commands.migrate import migrated
from portal_app.settings import get_settings
from services.database import unit_of_work

ROOT = Path(__file__).parents[1]


def kept_folder(name: str, size: str, migrations: Path, fill: Callable[[Path], None]) -> Path:
    """A folder that `fill` filled once for this size and the newest of these migrations."""
    kept = get_settings().data_dir / "bench" / f"{name}-{_revision(migrations)}-{size}"
    if not kept.exists():
        fresh = kept.with_suffix(".part")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        fill(fresh)
        fresh.rename(kept)
    return kept


def kept_database(name: str, size: str, fill: Callable[[Session], None]) -> Path:
    """A data folder whose `portal.sqlite` is migrated and filled, in one unit of work."""

    def fill_portal(fresh: Path) -> None:
        with settings(fresh):
            migrated()
            with unit_of_work() as session:
                fill(session)

    return kept_folder(name, size, ROOT / "migrations", fill_portal)


def portal_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'portal.sqlite'}"


def _revision(migrations: Path) -> str:
    """The newest: what was made with an older schema is made anew."""
    return max(path.name for path in (migrations / "versions").glob("[0-9]*.py"))[:4]
