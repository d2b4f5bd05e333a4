"""The `portal` command: one line per subcommand, each in a module of `portal_app.commands`.

A subcommand's module is imported only when it is called, so that `portal schedule` does not wait
for Reflex.
"""

import importlib
import sys

import click
from pydantic import ValidationError

from portal_app.settings import SettingsError

# name: module of portal_app.commands; the command is the attribute of the same name
COMMANDS = {
    "apr": "apr",
    "build": "build",
    "check-ledger": "check_ledger",
    "check-migrations": "check_migrations",
    "create-agent": "create_agent",
    "demo-reset": "demo_reset",
    "doctor": "doctor",
    "import-loans": "import_loans",
    "migrate": "migrate",
    "run": "run",
    "schedule": "schedule",
    "seed-demo": "seed_demo",
    "tick": "tick",
    "totp": "totp",
    "verify-audit": "verify_audit",
    "worker": "worker",
}


class _Subcommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"portal_app.commands.{COMMANDS[cmd_name]}")
        return getattr(module, cmd_name.replace("-", "_"))


@click.group(cls=_Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
def portal() -> None:
    """A borrower portal: serve it, fill it, check it."""


def main() -> None:
    """Entry point; a setting that cannot be used ends with one sentence and status 2."""
    try:
        portal()
    except SettingsError as error:
        click.echo(f"portal: {error}", err=True)
        sys.exit(2)
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"]).upper()
            words = problem["msg"].removeprefix("Value error, ")
            click.echo(f"portal: {name}: {words}" if name else f"portal: {words}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
