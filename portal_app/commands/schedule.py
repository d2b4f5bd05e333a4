"""`portal schedule`."""

import json
from datetime import date
from decimal import Decimal

import click

from portal_app.commands.refusal import Refused
from services.money import InvalidAmount, InvalidRate, parse_amount, parse_rate, plain
from services.servicing.errors import InvalidTerms, PaymentTooLow
from services.servicing.report import ScheduleReport, schedule_json
from services.servicing.terms import InterestMethod, Rounding, Terms

_METHODS = click.Choice([method.value for method in InterestMethod])
_ROUNDINGS = click.Choice([rounding.value for rounding in Rounding])


@click.command()
@click.option("--principal", required=True, help="Amount lent, like 14000.00.")
@click.option("--rate", required=True, help="Percent a year, like 14.07.")
@click.option("--payments", required=True, type=int, help="How many monthly payments.")
@click.option("--first", required=True, help="First due date, YYYY-MM-DD.")
@click.option("--start", help="Interest runs from this day; without it, a month before --first.")
@click.option("--method", type=_METHODS, default=InterestMethod.PERIODIC.value)
@click.option("--rounding", type=_ROUNDINGS, default=Rounding.NEAREST.value)
@click.option("--payment", help="Agreed installment; the last takes the rest. Without it, level.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def schedule(
    principal: str,
    rate: str,
    payments: int,
    first: str,
    start: str | None,
    method: str,
    rounding: str,
    payment: str | None,
    as_json: bool,
) -> None:
    """The schedule that the portal would show for these terms."""
    try:
        terms = Terms(
            _amount("--principal", principal),
            _rate(rate),
            payments,
            _day("--first", first),
            _day("--start", start) if start is not None else None,
            InterestMethod(method),
            Rounding(rounding),
            _amount("--payment", payment) if payment is not None else None,
        )
        report = schedule_json(terms)
    except InvalidTerms as error:
        name = {"first_due": "first"}.get(error.field, error.field)
        problem = error.problem.replace("_", " ")
        raise Refused(f"--{name} cannot be used: {problem}.") from error
    except PaymentTooLow as error:
        asked, month = plain(error.payment), plain(error.interest)
        raise Refused(
            f"--payment {asked} is less than a month's interest, {month}: the debt would grow."
        ) from error
    click.echo(json.dumps(report) if as_json else _table(report))


def _amount(option: str, text: str) -> int:
    try:
        return parse_amount(text)
    except InvalidAmount as error:
        raise Refused(f"{option} {text!r} is not an amount like 14000.00.") from error


def _rate(text: str) -> Decimal:
    try:
        return parse_rate(text)
    except InvalidRate as error:
        raise Refused(f"--rate {text!r} is not a rate in percent like 14.07.") from error


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"{option} {text!r} is not a date like 2026-01-31.") from error


def _table(report: ScheduleReport) -> str:
    lines = [
        f"{row['number']:>4} {row['date']} {row['payment']:>14} {row['principal']:>14}"
        f" {row['interest']:>12} {row['balance']:>16}"
        for row in report["rows"]
    ]
    summary = f"payment {report['payment']}, total interest {report['total_interest']}"
    return "\n".join([*lines, summary])
