"""`portal check-migrations`."""

import sys

import click
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from portal_app.toolchain import ROOT


@click.command("check-migrations")
def check_migrations() -> None:
    """Migrate the data folder, and fail if the models have moved on without a migration."""
    config = Config(ROOT / "alembic.ini", stdout=sys.stderr)
    command.upgrade(config, "head")
    try:
        command.check(config)
    except CommandError as error:
        raise click.ClickException(str(error)) from error
