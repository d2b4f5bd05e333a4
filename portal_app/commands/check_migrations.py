"""`portal check-migrations`."""

import click
from alembic import command
from alembic.util import CommandError

from portal_app.commands.migrate import migrations


@click.command("check-migrations")
def check_migrations() -> None:
    """Migrate the data folder, and fail if the models have moved on without a migration."""
    config = migrations()
    command.upgrade(config, "head")
    try:
        command.check(config)
    except CommandError as error:
        raise click.ClickException(str(error)) from error
