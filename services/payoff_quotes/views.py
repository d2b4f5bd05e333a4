"""The dialog *Payoff quote* as texts."""

from dataclasses import dataclass

from sqlmodel import Session

from portal_app.routes import in_language, payoff_letter
from services.accounts.words import title
from services.language import _, current_language, formats
from services.payoff_quotes.quotes import FURTHEST, Quote
from services.payoff_quotes.ways import notes, per_diem, ways


@dataclass(frozen=True, slots=True)
class QuoteView:
    """`first`, `last` and `day` as a date field has them; `letter` is the PDF's address.

    `amount` is "" while there is none.
    """

    account: str = ""
    first: str = ""
    last: str = ""
    day: str = ""
    amount: str = ""
    good_through: str = ""
    principal: str = ""
    interest: str = ""
    fees: str = ""
    per_diem: str = ""
    notes: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    letter: str = ""


def quote_view(session: Session, made: Quote) -> QuoteView:
    """In the current language."""
    account, ends_it = made.account.account, made.payoff
    today = made.account.on
    return QuoteView(
        account=f"{title(account)} {formats.masked(account.number)}",
        first=today.isoformat(),
        last=(today + FURTHEST).isoformat(),
        day=ends_it.good_through.isoformat(),
        amount=formats.money(ends_it.amount),
        good_through=_("Good through {day}").format(day=formats.day(ends_it.good_through)),
        principal=formats.money(ends_it.principal),
        interest=formats.money(ends_it.interest),
        fees=formats.money(ends_it.fees),
        per_diem=per_diem(made),
        notes=notes(made),
        ways=ways(session),
        letter=in_language(payoff_letter(account.number, ends_it.good_through), current_language()),
    )
