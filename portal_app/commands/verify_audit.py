"""`portal verify-audit`."""

import json
import sys
from dataclasses import asdict

import click

from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.settings import get_settings
from services.audit.verifying import PROBLEMS, Finding, verify

_MOST_SHOWN = 1_000


@click.command("verify-audit")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--noted", default="", metavar="HEAD", help="A head that an earlier run printed.")
def verify_audit(as_json: bool, noted: str) -> None:
    """Check the chain of the audit log; status 1 and the entries when it is broken.

    Keep the printed head somewhere else: with --noted it proves that nothing up to it was redone,
    not even by someone who has the portal's key.
    """
    require_data_folder(get_settings())
    migrated()
    report = verify(noted)
    if as_json:
        findings = [asdict(one) for one in report.findings[:_MOST_SHOWN]]
        click.echo(json.dumps({**asdict(report), "findings": findings}))
    else:
        for finding in report.findings[:_MOST_SHOWN]:
            click.echo(_line(finding))
        if report.unchained:
            click.echo(f"entries before {report.unchained + 1}: from before the chain, not checked")
        click.echo(
            f"{report.entries:,} entries, {len(report.findings):,} findings,"
            f" head {report.head or 'none yet'}"
        )
        if _every_entry_changed(report.findings, report.entries - report.unchained):
            click.echo("Is PORTAL_SECRET_KEY the one that they were written with?", err=True)
    if report.findings:
        sys.exit(1)


def _line(finding: Finding) -> str:
    first, last = finding.entries
    entries = f"entry {first}" if first == last else f"entries {first} to {last}"
    return f"{entries}: {PROBLEMS[finding.problem]}"


def _every_entry_changed(findings: list[Finding], entries: int) -> bool:
    return 0 < entries == sum(finding.problem == "changed" for finding in findings)
