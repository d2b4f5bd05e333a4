"""`portal worker`."""

import logging
import signal
import threading

import click

from portal_app.commands.data_folder import in_use, require_data_folder
from portal_app.commands.migrate import migrated
from portal_app.settings import get_settings
from portal_app.wiring import carriers, connect, gateway
from services.messages.postman import Postman
from services.work.clerk import Clerk
from services.work.rounds import Rounds

EVERY_SECONDS = 1.0

log = logging.getLogger(__name__)


@click.command()
def worker() -> None:
    """Do due work until SIGTERM; what has begun is finished."""
    logging.basicConfig(level=get_settings().portal_log_level.upper(), format="%(message)s")
    for talkative in ("httpx", "urllib3"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    require_data_folder(get_settings())
    with in_use(get_settings()):
        migrated()
        connect()
        _work()


def _work() -> None:
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    postmen = [Postman(channel, carrier) for channel, carrier in carriers().items()]
    clerk = Clerk()
    for helper in (*postmen, clerk):
        helper.start()
    rounds = Rounds(gateway())
    while not stopping.is_set():
        try:
            rounds.work()
        except Exception:
            log.exception("a round of work failed; the next one tries again")
        stopping.wait(EVERY_SECONDS)
    for helper in (clerk, *postmen):
        helper.stop()
