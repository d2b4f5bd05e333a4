"""`portal build`."""

import sys

import click

from portal_app.build import BuildFailed, ensure_built
from portal_app.commands.refusal import Refused
from portal_app.toolchain import IS_CHECKOUT


@click.command()
def build() -> None:
    """Build the frontend, unless it is built already."""
    require_checkout()
    try:
        was_needed = ensure_built()
    except BuildFailed as error:
        click.echo(error.tail, err=True)
        click.echo(f"portal: {error}", err=True)
        sys.exit(1)
    if not was_needed:
        click.echo("the frontend is up to date")


def require_checkout() -> None:
    """Raises `Refused` where the package is installed: it has no styles and no build tools."""
    if not IS_CHECKOUT:
        raise Refused("pages are built and served from a checkout; an installed package has none.")
