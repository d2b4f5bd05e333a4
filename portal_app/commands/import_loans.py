"""`portal import-loans`."""

import json
import sys
from pathlib import Path

import click

from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.commands.refusal import Refused
from portal_app.settings import get_settings
from services.boarding import Report, UnusableTape, import_tape
from services.money import plain

_SOME_REJECTED = 3


@click.command("import-loans")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check every row, board none.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def import_loans(file: Path, dry_run: bool, as_json: bool) -> None:
    """Board a tape; status 3 when rows were rejected, 2 when the file can't be used."""
    require_data_folder(get_settings())
    migrated()
    try:
        report = import_tape(file, dry_run=dry_run, progress=_show_progress)
    except UnusableTape as error:
        raise Refused(error.problem) from error
    click.echo(json.dumps(report.as_json()) if as_json else _summary(report, dry_run))
    if report.rejected_count:
        sys.exit(_SOME_REJECTED)


def _show_progress(done: int, rows: int) -> None:
    click.echo(f"\r{done:,} of {rows:,} rows", err=True, nl=done == rows)


def _summary(report: Report, dry_run: bool) -> str:
    lines = [
        f"{report.imported:,} {'would be imported' if dry_run else 'imported'},"
        f" {report.unchanged:,} unchanged, {report.rejected_count:,} rejected;"
        f" balance {plain(report.balance_total)}"
    ]
    lines += [
        f"line {entry['line']}: {entry['loan_number']!r}: {entry['reason']}"
        for entry in report.rejected
    ]
    if report.rejected_count:
        lines.append(f"rejected rows: {report.rejects}")
    return "\n".join(lines)
