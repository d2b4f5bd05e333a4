"""Answers those who asked for a link, for as long as a worker lives."""

import logging
import threading

from services.links.asking import answer_next

LOOK_EVERY_SECONDS = 0.2

log = logging.getLogger(__name__)


class Clerk:
    """A thread of its own: a borrower waits for the mail while a round of work may take long."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What is under way is finished."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = answer_next()
            except Exception:
                log.exception("a look at the requests for links failed; the next one tries again")
                busy = False
            if not busy:
                self._stopping.wait(LOOK_EVERY_SECONDS)
