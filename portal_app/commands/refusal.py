"""How a subcommand says that it will not start."""

import click


class Refused(click.ClickException):
    """One sentence for the operator, on standard error; exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"portal: {self.message}", err=True)
