"""`portal check-ledger`."""

import json
import sys
from dataclasses import asdict

import click

from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.settings import get_settings
from services import ledger_check


@click.command("check-ledger")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check_ledger(as_json: bool) -> None:
    """Check every invariant of the ledger; status 1 and the breaches when one does not hold."""
    require_data_folder(get_settings())
    migrated()
    checked = ledger_check.check_ledger()
    if as_json:
        click.echo(json.dumps(asdict(checked)))
    else:
        for breach in checked.breaches:
            click.echo(f"{breach['account']}, entry {breach['sequence']}: {breach['problem']}")
        click.echo(
            f"{checked.accounts:,} accounts, {checked.transactions:,} transactions,"
            f" {checked.payments:,} payments, {len(checked.breaches):,} breaches"
        )
    if checked.breaches:
        sys.exit(1)
