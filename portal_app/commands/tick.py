"""`portal tick`."""

from datetime import date, datetime, timedelta

import click

from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.commands.refusal import Refused
from portal_app.settings import get_settings
from portal_app.wiring import connect, gateway
from services import business_date
from services.database import reading
from services.work.days import Summary, work_through


@click.command()
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Business date to move to; the next day (frozen) or the calendar's when left out.",
)
def tick(as_of: datetime | None) -> None:
    """Move the business date, never back, doing each day's work in order."""
    require_data_folder(get_settings())
    migrated()
    connect()
    with reading() as session:
        today, frozen = business_date.today(session), business_date.is_frozen(session)
    until = as_of.date() if as_of else _next(today, frozen)
    if until < today:
        raise Refused(f"the business date is {today}; it never moves back to {until}.")
    _report(work_through(until, gateway()))


def _next(today: date, frozen: bool) -> date:
    return today + timedelta(days=1) if frozen else max(today, business_date.calendar_date())


def _report(done: Summary) -> None:
    click.echo(f"business date: {done.today} ({done.days} days worked)")
    click.echo(f"payments checked: {done.payments_checked}")
    click.echo(f"wallet events taken in: {done.events}")
    click.echo(f"statements made: {done.statements}")
    click.echo(f"late fees assessed: {done.late_fees}")
    if not done.wallet_answered:
        click.echo(
            f"The wallet at {get_settings().wallet_url} does not answer: nothing was settled or"
            " returned. Tick again when it runs; what is due then is done then."
        )
