"""The tab Summary as it is sent: in two parts, which keeps each small."""

from sqlmodel import Session

from services.account_summary.entries import entries_of
from services.account_summary.facts import facts
from services.account_summary.paid import paid_chart
from services.account_summary.schedule import schedule_chart
from services.account_summary.series import series_of
from services.account_summary.views import ScheduleChart, Summary
from services.accounts.standing import Standing, standing
from services.errors import NotFound
from services.subject import Subject


def account_summary(session: Session, subject: Subject, number: object) -> Summary:
    """Raises `NotFound`, also for a line of credit: it has no such tab."""
    one = installment_account(session, subject, number)
    return Summary(paid_chart(one.position), facts(session, one))


def account_schedule(session: Session, subject: Subject, number: object) -> ScheduleChart:
    """Raises `NotFound`."""
    one = installment_account(session, subject, number)
    entries = entries_of(session, one.account.id or 0)
    return schedule_chart(one, series_of(one, entries), entries)


def installment_account(session: Session, subject: Subject, number: object) -> Standing:
    """Raises `NotFound`."""
    one = standing(session, subject, number)
    if one.terms is None:
        raise NotFound
    return one
