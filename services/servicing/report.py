"""The schedule as the text that `portal schedule --json` prints."""

from typing import TypedDict

from services.money import plain
from services.servicing.apr import apr_of
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms


class RowReport(TypedDict):
    number: int
    date: str
    payment: str
    principal: str
    interest: str
    balance: str


class ScheduleReport(TypedDict):
    payment: str
    apr: str | None
    total_interest: str
    rows: list[RowReport]


def schedule_json(terms: Terms) -> ScheduleReport:
    """Amounts as text with two decimals, days as YYYY-MM-DD; the APR is without any fee."""
    schedule, rate = build_schedule(terms), apr_of(terms)
    return {
        "payment": plain(schedule.payment),
        "apr": None if rate is None else str(rate),
        "total_interest": plain(schedule.total_interest),
        "rows": [
            {
                "number": row.number,
                "date": row.due_date.isoformat(),
                "payment": plain(row.payment),
                "principal": plain(row.principal),
                "interest": plain(row.interest),
                "balance": plain(row.balance),
            }
            for row in schedule.rows
        ],
    }
