"""Taking a quote: shown or as a letter, and in the log either way."""

from sqlmodel import Session

from services import audit
from services.database import reading, unit_of_work
from services.language import current_language, formats
from services.payoff_quotes.letter import payoff_letter
from services.payoff_quotes.quotes import Quote, quote
from services.payoff_quotes.views import QuoteView, quote_view
from services.pdf import render
from services.subject import Subject


def show(subject: Subject, number: object, day: object = None) -> QuoteView:
    """For the dialog; raises as `quote`."""
    with unit_of_work() as session:
        made = quote(session, subject, number, day)
        _log(session, subject, made, "shown")
        return quote_view(session, made)


def letter_name(subject: Subject, number: object, day: object) -> str:
    """What the letter is saved as. Takes no quote; raises as `quote`."""
    with reading() as session:
        made = quote(session, subject, number, day)
    return f"payoff-{made.account.account.number}-{made.payoff.good_through.isoformat()}.pdf"


def letter(subject: Subject, number: object, day: object) -> bytes:
    """The PDF, in the current language; raises as `quote`, and `Busy`."""
    with unit_of_work() as session:
        made = quote(session, subject, number, day)
        paper = payoff_letter(session, made, subject.name)
        _log(session, subject, made, "letter")
    return render("letter", paper, current_language())


def _log(session: Session, subject: Subject, made: Quote, how: str) -> None:
    amount = formats.money(made.payoff.amount)
    audit.record(
        session,
        "portal:payoff:quoted",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        customer_id=subject.customer_id,
        account_id=made.account.account.id,
        detail=f"{how}: {amount}, good through {made.payoff.good_through.isoformat()}",
    )
