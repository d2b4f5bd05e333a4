"""The figures that a browser fetches once a chart is pointed at, focused or tapped."""

from sqlmodel import Session

from services.account_summary.entries import entries_of
from services.account_summary.figures import Figure, paid_figure, schedule_figure
from services.account_summary.page import installment_account
from services.account_summary.series import series_of
from services.errors import NotFound
from services.subject import Subject


def paid(session: Session, subject: Subject, number: object) -> Figure:
    """Raises `NotFound`."""
    return paid_figure(installment_account(session, subject, number))


def schedule(session: Session, subject: Subject, number: object) -> Figure:
    """Raises `NotFound`, also where there is nothing to draw."""
    one = installment_account(session, subject, number)
    series = series_of(one, entries_of(session, one.account.id or 0))
    if not series.history:
        raise NotFound
    return schedule_figure(one, series)
