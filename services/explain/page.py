"""Which figures can be explained, and whose."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from services.accounts.standing import Standing, standing
from services.errors import NotFound
from services.explain import line
from services.explain.balance import balance
from services.explain.due import next_due, past_due
from services.explain.interest import interest
from services.explain.last_payment import last_payment
from services.explain.owed import fees, payoff
from services.explain.views import Explanation, Step
from services.language import _
from services.subject import Subject

Explained = Mapping[str, Callable[[Session, Standing], tuple[Step, ...]]]

INSTALLMENT: Explained = {
    "balance": balance,
    "interest": interest,
    "payoff": payoff,
    "fees": fees,
    "next_due": next_due,
    "past_due": past_due,
    "last_payment": last_payment,
}
LINE: Explained = {
    "balance": line.balance,
    "available": line.available,
    "minimum": line.minimum,
    "past_due": line.past_due,
    "statement_interest": line.statement_interest,
}
FIGURES = (*INSTALLMENT, *(figure for figure in LINE if figure not in INSTALLMENT))


def explain(session: Session, subject: Subject, number: object, figure: object) -> Explanation:
    """Of a visible account. Raises `NotFound`, also for a figure that it does not have."""
    one = standing(session, subject, number)
    explained = INSTALLMENT if one.terms else LINE
    if not isinstance(figure, str) or figure not in explained:
        raise NotFound
    return Explanation(title(figure), explained[figure](session, one))


def title(figure: str) -> str:
    """What it is called on screen."""
    return {
        "balance": _("Current balance"),
        "interest": _("Interest accrued"),
        "payoff": _("Payoff amount today"),
        "fees": _("Unpaid fees"),
        "next_due": _("Next payment"),
        "past_due": _("Past due"),
        "last_payment": _("Last payment"),
        "available": _("Available credit"),
        "minimum": _("Minimum due"),
        "statement_interest": _("Interest charged"),
    }[figure]


def asking(figure: str) -> str:
    """The accessible name of the button beside it: "Explain current balance"."""
    return _("Explain {figure}").format(figure=title(figure).lower())
