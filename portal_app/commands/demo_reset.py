"""`portal demo-reset`."""

import os
import shutil
from pathlib import Path

import click
from sqlalchemy import inspect
from sqlmodel import select

from models.accounts import Account
from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.ports import is_free
from portal_app.commands.refusal import Refused
from portal_app.settings import Settings, get_settings
from services.business_date import is_frozen
from services.database import get_engine, reading

_FILES = ("portal.sqlite*", "wallet.sqlite*")
_FOLDERS = ("documents", "outbox")


@click.command("demo-reset")
@click.pass_context
def demo_reset(context: click.Context) -> None:
    """Throw the demo's data away and seed it anew."""
    settings = get_settings()
    _refuse_unless_demo(settings)
    _wipe(settings.data_dir)
    portal = context.find_root()
    group = portal.command
    assert isinstance(group, click.Group)
    for name in ("migrate", "seed-demo"):
        command = group.get_command(portal, name)
        assert command
        portal.invoke(command)


def _refuse_unless_demo(settings: Settings) -> None:
    if not settings.portal_demo:
        raise Refused("demo-reset throws data away: it needs PORTAL_DEMO=1.")
    if settings.portal_database_url or os.environ.get("WALLET_DATABASE_URL"):
        raise Refused("demo-reset is for the embedded databases; a database server is set.")
    if not is_free(settings.portal_bind, settings.portal_port):
        raise Refused(f"something serves port {settings.portal_port}: end the portal first.")
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
    finally:
        engine.dispose()
        get_engine.cache_clear()


def _wipe(data_dir: Path) -> None:
    for pattern in _FILES:
        for file in data_dir.glob(pattern):
            file.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(data_dir / folder, ignore_errors=True)
