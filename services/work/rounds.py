"""What a worker does round after round, for as long as it lives."""

import logging
import time
from collections.abc import Callable
from datetime import date

from portal_app.settings import get_settings
from services import business_date
from services.database import reading, unit_of_work
from services.documents.removing import sweep
from services.payments.events import pull
from services.payments.gateway import Gateway, OutcomeUnknown, WalletUnavailable
from services.payments.reconcile import reconcile_due
from services.work.days import work_through

PULL_EVERY_SECONDS = 60.0
SWEEP_EVERY_SECONDS = 3_600.0

log = logging.getLogger(__name__)


class Rounds:
    """One worker's. `seconds` is a clock that never goes back, `calendar` the lender's date now."""

    def __init__(
        self,
        gateway: Gateway,
        seconds: Callable[[], float] = time.monotonic,
        calendar: Callable[[], date] = business_date.calendar_date,
    ) -> None:
        self._gateway, self._seconds, self._calendar = gateway, seconds, calendar
        self._worked_on: date | None = None
        self._next_pull = self._next_sweep = 0.0

    def work(self) -> None:
        """One round; what fails is left for the next one."""
        reconcile_due(self._gateway)
        self._follow_the_calendar()
        self._pull_what_was_missed()
        self._sweep_files()

    def _follow_the_calendar(self) -> None:
        """At the lender's midnight the business date turns; a demo's is moved by `portal tick`.

        A worker that starts does what is left of the day: the one before it may have died in it.
        """
        calendar = self._calendar()
        if get_settings().portal_demo or calendar == self._worked_on:
            return
        with reading() as session:
            frozen, stored = business_date.is_frozen(session), business_date.is_stored(session)
        if frozen:
            return
        if not stored:
            with unit_of_work() as session:
                business_date.move_to(session, calendar)
        done = work_through(calendar, self._gateway)
        self._worked_on = calendar
        log.info("business date %s: %d late fees", done.today, done.late_fees)

    def _pull_what_was_missed(self) -> None:
        """The wallet delivers events by itself; this is for those that it gave up on."""
        if self._seconds() < self._next_pull:
            return
        self._next_pull = self._seconds() + PULL_EVERY_SECONDS
        try:
            pull(self._gateway)
        except (OutcomeUnknown, WalletUnavailable) as error:
            log.info("the wallet's events wait: %s", type(error).__name__)

    def _sweep_files(self) -> None:
        """Documents whose row is gone; a storage that cannot be reached is asked again later."""
        if self._seconds() < self._next_sweep:
            return
        self._next_sweep = self._seconds() + SWEEP_EVERY_SECONDS
        try:
            sweep()
        except OSError as error:
            log.warning("documents could not be swept: %s", type(error).__name__)
