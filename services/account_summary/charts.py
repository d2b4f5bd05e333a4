"""The figures that a browser fetches once a chart is pointed at, focused or tapped."""

from collections.abc import Sequence

from sqlmodel import Session

from services.account_summary.entries import entries_of
from services.account_summary.figures import Figure, paid_figure, schedule_figure
from services.account_summary.page import installment_account
from services.account_summary.series import series_of
from services.accounts.standing import Standing
from services.errors import NotFound, PortalError
from services.subject import Subject
from services.what_if.asked import Asked, plan_in
from services.what_if.curves import Point as Plotted
from services.what_if.curves import points
from services.what_if.plan import play


def paid(session: Session, subject: Subject, number: object) -> Figure:
    """Raises `NotFound`."""
    return paid_figure(installment_account(session, subject, number))


def schedule(
    session: Session, subject: Subject, number: object, asked: Asked | None = None
) -> Figure:
    """With the plan that was asked for, if it can be made. Raises `NotFound`, also where there is
    nothing to draw.
    """
    one = installment_account(session, subject, number)
    series = series_of(one, entries_of(session, one.account.id or 0))
    if not series.history:
        raise NotFound
    return schedule_figure(one, series, _plan(one, asked) if asked else ())


def _plan(one: Standing, asked: Asked) -> Sequence[Plotted]:
    if one.terms is None or not one.payable:
        return ()
    try:
        plan = plan_in(asked, one.position, one.terms, one.on)
    except PortalError:
        return ()
    outcome = play(one.position, one.terms, one.on, plan)
    return points(outcome, one.on, one.position.principal)
