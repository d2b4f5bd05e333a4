"""The tab Summary of an installment account."""

import reflex as rx

from services.account_summary.page import account_schedule, account_summary
from services.account_summary.views import ScheduleChart, Summary
from state.page import last_part, show


class SummaryState(rx.State):
    """`status`: loading, ready, failed."""

    view: Summary = Summary()
    schedule: ScheduleChart = ScheduleChart()
    status: str = "loading"

    @rx.event
    async def load(self):
        """Read it for the account that the address names."""
        ended = await show(self, account_summary, last_part(self))
        yield ended
        if not ended:
            yield await show(self, account_schedule, last_part(self), into="schedule")

    @rx.event
    def leave(self):
        self.reset()
