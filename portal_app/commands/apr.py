"""`portal apr`."""

import json
from typing import BinaryIO

import click

from portal_app.commands.refusal import Refused
from services.servicing.apr_report import NotReadable, apr_json
from services.servicing.errors import NoAnnualRate

_UNREADABLE = {
    "json": "is not JSON",
    "object": "is not a JSON object",
    "list": "is not a list",
    "day": "is not a date like 2026-01-31",
    "amount": "is not an amount like 230.00",
    "unit": "is not one of month, semimonth, quarter, week, 4weeks, 2weeks, 2months, day, year",
}
_HOPELESS = {
    "no_advance": "nothing is advanced.",
    "no_payment": "nothing is paid.",
    "paid_before_lent": "all payments come before the first advance.",
    "not_repaid": "the payments do not repay the advances.",
    "too_high": "no rate up to 1,000,000 % a year fits these payments.",
}


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def apr(file: BinaryIO, as_json: bool) -> None:
    """The annual percentage rate of advances and payments, by Reg Z, Appendix J.

    Reads {"advances": [{"date", "amount"}], "payments": [{"date", "amount"}], "unit": "month"}
    from FILE or standard input.
    """
    try:
        report = apr_json(file.read().decode())
    except UnicodeDecodeError as error:
        raise Refused("input is not UTF-8 text.") from error
    except NotReadable as error:
        raise Refused(f"{error.where} {_UNREADABLE[error.problem]}.") from error
    except NoAnnualRate as error:
        raise Refused(_HOPELESS[error.problem]) from error
    click.echo(json.dumps(report) if as_json else f"{report['apr']} %")
