"""`portal migrate`."""

import sys

import click
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal_app.toolchain import ROOT
from services.database import get_engine


@click.command()
def migrate() -> None:
    """Bring the portal's database to the newest schema; says nothing when it is there."""
    before = _revision()
    if migrated():
        click.echo(f"portal database: {before or 'empty'} → {_revision()}")


def migrated() -> bool:
    """Bring the schema up to date, in silence; whether there was anything to do."""
    if _revision() == ScriptDirectory.from_config(_config()).get_current_head():
        return False
    command.upgrade(_config(), "head")
    return True


def _config() -> Config:
    return Config(ROOT / "alembic.ini", stdout=sys.stderr)


def _revision() -> str | None:
    with get_engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
