"""`portal migrate`."""

import logging

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
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if _revision() == ScriptDirectory.from_config(migrations()).get_current_head():
        return False
    command.upgrade(migrations(), "head")
    return True


def migrations() -> Config:
    """Alembic's configuration without `alembic.ini`, which an installed wheel does not have."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    return config


def _revision() -> str | None:
    with get_engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
