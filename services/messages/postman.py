"""Delivers one channel's messages for as long as a worker lives, a few at once."""

import logging
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from sqlalchemy import Engine

from models.base import utc_now
from models.messages import Channel
from services.errors import Busy
from services.messages import claims
from services.messages.errors import NotSent, Unknown
from services.messages.parcel import Carrier, Parcel

LOOK_EVERY_SECONDS = 0.2
AT_ONCE = 4
_NOTE_TRIES = 3

log = logging.getLogger(__name__)


class Postman:
    """A thread that looks, and up to `AT_ONCE` that send: one slow server delays one channel.

    It claims no more than it sends at once, so that a killed worker leaves little in doubt, and a
    code written now overtakes what waits.
    """

    def __init__(self, channel: Channel, carrier: Carrier, engine: Engine | None = None) -> None:
        self._channel, self._carrier, self._engine = channel, carrier, engine
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(AT_ONCE, f"send-{channel}")
        self._underway: set[Future[None]] = set()
        self._thread = threading.Thread(target=self._work, name=f"post-{channel}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What is under way is finished."""
        self._stopping.set()
        self._thread.join()
        self._pool.shutdown()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self._round()
            except Exception:
                log.exception("a look at the outbox failed; the next one tries again")
                busy = False
            if not busy:
                self._stopping.wait(LOOK_EVERY_SECONDS)

    def _round(self) -> bool:
        """Whether there is reason to look again at once."""
        if len(self._underway) >= AT_ONCE:
            wait(self._underway, LOOK_EVERY_SECONDS, FIRST_COMPLETED)
        self._underway = {one for one in self._underway if not one.done()}
        free = AT_ONCE - len(self._underway)
        if not free:
            return True
        parcels = claims.claim(self._channel, free, utc_now(), self._engine)
        for parcel in parcels:
            self._underway.add(self._pool.submit(deliver, parcel, self._carrier, self._engine))
        return bool(parcels)


def deliver(parcel: Parcel, carrier: Carrier, engine: Engine | None = None) -> None:
    """Send one claimed message, outside any transaction, and note what became of it."""
    outcome = _outcome(parcel, carrier)
    if outcome is not None:
        log.warning("message %d: %s: %s", parcel.id, type(outcome).__name__, outcome.reason)
    for attempt in range(_NOTE_TRIES):
        try:
            claims.note(parcel, outcome, utc_now(), engine)
            return
        except Busy:
            if attempt + 1 == _NOTE_TRIES:
                raise


def _outcome(parcel: Parcel, carrier: Carrier) -> NotSent | None:
    """None: it is out of our hands."""
    try:
        carrier.send(parcel)
    except NotSent as failure:
        return failure
    except Exception as fault:
        log.exception("message %d: a fault while it was sent", parcel.id)
        return Unknown(type(fault).__name__)
    return None
