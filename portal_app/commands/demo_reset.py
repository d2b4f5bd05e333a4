"""`portal demo-reset`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from models.accounts import Account
from portal_app.commands.data_folder import alone, require_data_folder
from portal_app.commands.ports import is_free
from portal_app.commands.refusal import Refused
from portal_app.settings import Settings, get_settings
from portal_app.toolchain import HOME
from services.business_date import is_frozen
from services.database import get_engine, reading

_FILES = ("portal.sqlite*", "wallet.sqlite*")
_FOLDERS = ("documents", "imports", "outbox")


@click.command("demo-reset")
def demo_reset() -> None:
    """Throw the demo's data away and seed it anew; what fails leaves the old as it was."""
    settings = get_settings()
    _refuse_unless_demo(settings)
    with (
        alone(settings),
        tempfile.TemporaryDirectory(prefix="reset-", dir=settings.data_dir) as fresh,
    ):
        _seed_in(Path(fresh), settings.data_dir)
        _wipe(settings.data_dir)
        for pattern in _FILES:
            for file in Path(fresh).glob(pattern):
                file.replace(settings.data_dir / file.name)
    click.echo("the demo is as new")


def _refuse_unless_demo(settings: Settings) -> None:
    if not settings.portal_demo:
        raise Refused("demo-reset throws data away: it needs PORTAL_DEMO=1.")
    if settings.portal_database_url or settings.wallet_database_url:
        raise Refused("demo-reset is for the embedded databases; a database server is set.")
    for port in (settings.portal_port, settings.wallet_port):
        if not is_free(settings.portal_bind, port):
            raise Refused(f"something serves port {port}: end the portal first.")
    require_data_folder(settings)
    if _holds_other_than_demo(settings.data_dir):
        raise Refused(f"{settings.data_dir} holds accounts that are not the demo's.")


def _holds_other_than_demo(data_dir: Path) -> bool:
    """The demo's business date is frozen, that of a lender never is."""
    if not (data_dir / "portal.sqlite").exists():
        return False
    engine = get_engine()
    try:
        if not inspect(engine).has_table("accounts"):
            return False
        with reading() as session:
            return not is_frozen(session) and session.exec(select(Account.id)).first() is not None
    except SQLAlchemyError as error:
        raise Refused(
            f"{data_dir / 'portal.sqlite'} cannot be read, so nobody knows whether it is a demo's."
        ) from error
    finally:
        engine.dispose()
        get_engine.cache_clear()


def _seed_in(fresh: Path, data_dir: Path) -> None:
    """A demo in another folder, made with the same keys. Raises `Refused`."""
    keys = data_dir / "keys"
    try:
        if keys.is_dir():
            shutil.copytree(keys, fresh / "keys")
    except OSError as error:
        raise Refused(f"{keys} cannot be read; the demo is as it was.") from error
    seeding = subprocess.run(
        [sys.executable, "-m", "portal_app.cli", "seed-demo"],
        cwd=HOME,
        env={**os.environ, "PORTAL_DATA_DIR": str(fresh), "PORTAL_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if seeding.returncode != 0:
        click.echo(seeding.stderr.rstrip(), err=True)
        raise Refused("the new demo could not be made; the old one is as it was.")
    if not keys.is_dir():
        shutil.copytree(fresh / "keys", keys)


def _wipe(data_dir: Path) -> None:
    for pattern in _FILES:
        for file in data_dir.glob(pattern):
            file.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(data_dir / folder, ignore_errors=True)
