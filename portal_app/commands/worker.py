"""`portal worker`."""

import logging
import signal
import threading

import click

from portal_app.commands.data_folder import require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.settings import get_settings
from portal_app.wiring import connect, gateway
from services import business_date
from services.database import reading, unit_of_work
from services.payments.reconcile import reconcile_due
from services.work.days import work_through

EVERY_SECONDS = 1.0

log = logging.getLogger(__name__)


@click.command()
def worker() -> None:
    """Do due work until SIGTERM; what has begun is finished."""
    logging.basicConfig(level=get_settings().portal_log_level.upper(), format="%(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    require_data_folder(get_settings())
    migrated()
    connect()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    while not stopping.is_set():
        try:
            _round()
        except Exception:
            log.exception("a round of work failed; the next one tries again")
        stopping.wait(EVERY_SECONDS)


def _round() -> None:
    reconcile_due(gateway())
    _follow_the_calendar()


def _follow_the_calendar() -> None:
    """At the lender's midnight the business date turns; a demo's is moved by `portal tick`."""
    if get_settings().portal_demo:
        return
    calendar = business_date.calendar_date()
    with reading() as session:
        if business_date.is_frozen(session):
            return
        stored = business_date.is_stored(session)
        behind = business_date.today(session) < calendar
    if not stored:
        with unit_of_work() as session:
            business_date.move_to(session, calendar)
    elif behind:
        done = work_through(calendar, gateway())
        log.info("business date %s: %d late fees", done.today, done.late_fees)
