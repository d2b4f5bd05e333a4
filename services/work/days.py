"""The work of business days, one after the other.

Each part catches up by itself with what an earlier run left undone.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Engine

from services import business_date
from services.database import reading, unit_of_work
from services.payments.events import pull
from services.payments.gateway import Gateway, OutcomeUnknown, WalletUnavailable
from services.payments.reconcile import reconcile_due
from services.work.cycles import close_all
from services.work.late_fees import assess_all
from services.work.line_late_fees import assess_lines


@dataclass
class Summary:
    """What the days brought; `wallet_answered` is False when some of it has to wait."""

    today: date
    days: int = 0
    payments_checked: int = 0
    events: int = 0
    late_fees: int = 0
    statements: int = 0
    wallet_answered: bool = field(default=True)


def work_through(until: date, gateway: Gateway, engine: Engine | None = None) -> Summary:
    """Move the business date to `until`, never back, doing each day's work in order.

    Where it is there already, what is left of that day's work is done.
    """
    with reading(engine) as session:
        summary = Summary(business_date.today(session))
    if until <= summary.today:
        _work(summary, gateway, engine)
        return summary
    while summary.today < until:
        summary.today = _turn(summary.today + timedelta(days=1), engine)
        summary.days += 1
        _work(summary, gateway, engine)
    return summary


def _turn(day: date, engine: Engine | None) -> date:
    with unit_of_work(engine) as session:
        return business_date.move_to(session, day)


def _work(summary: Summary, gateway: Gateway, engine: Engine | None) -> None:
    summary.statements += close_all(summary.today, engine)
    if summary.wallet_answered:
        try:
            summary.payments_checked += reconcile_due(gateway, engine=engine)
            gateway.advance(summary.today)
            summary.events += pull(gateway, engine)
        except (OutcomeUnknown, WalletUnavailable):
            summary.wallet_answered = False
    summary.late_fees += assess_all(summary.today, engine) + assess_lines(summary.today, engine)
