"""`portal build`."""

import sys

import click

from portal_app.build import BuildFailed, ensure_built


@click.command()
def build() -> None:
    """Build the frontend, unless it is built already."""
    try:
        was_needed = ensure_built()
    except BuildFailed as error:
        click.echo(error.tail, err=True)
        click.echo(f"portal: {error}", err=True)
        sys.exit(1)
    if not was_needed:
        click.echo("the frontend is up to date")
