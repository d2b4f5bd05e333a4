"""The tab Summary as it is sent."""

from sqlmodel import Session

from services.account_summary.facts import facts
from services.account_summary.views import Summary
from services.accounts.standing import standing
from services.errors import NotFound
from services.subject import Subject


def account_summary(session: Session, subject: Subject, number: object) -> Summary:
    """Raises `NotFound`, also for a line of credit: it has no such tab."""
    one = standing(session, subject, number)
    if one.terms is None:
        raise NotFound
    return Summary(facts(session, one))
