"""The quote as a letter."""

from sqlmodel import Session

from services import lender_settings
from services.accounts.words import title
from services.language import _, formats
from services.payoff_quotes.quotes import Quote
from services.payoff_quotes.ways import notes, per_diem, ways
from services.pdf import Fact, Hero, Letter, Part


def payoff_letter(session: Session, made: Quote, name: str) -> Letter:
    """In the current language, to `name`."""
    account, ends_it = made.account.account, made.payoff
    about = f"{title(account)} {account.number}"
    until = formats.long_day(ends_it.good_through)
    lender = lender_settings.current(session).brand
    return Letter(
        title=_("Payoff quote"),
        day=made.account.on,
        lender=lender,
        foot=about,
        to=(name,),
        dated=formats.long_day(made.account.on),
        lead=_("This amount pays off your {account} if we have it by {day}.").format(
            account=about, day=until
        ),
        hero=Hero(
            _("Payoff amount"),
            formats.money(ends_it.amount),
            _("Good through {day}").format(day=until),
        ),
        facts=(
            Fact(_("Principal"), formats.money(ends_it.principal)),
            Fact(
                _("Interest through {day}").format(day=formats.day(ends_it.good_through)),
                formats.money(ends_it.interest),
            ),
            Fact(_("Fees"), formats.money(ends_it.fees)),
            Fact(_("Payoff amount"), formats.money(ends_it.amount), strong=True),
            Fact(_("Per diem"), per_diem(made)),
        ),
        parts=(
            *_what_changes_it(made),
            Part(_("How to pay it"), ways(session)),
        ),
        notes=(
            _(
                "Made on {day} from what was on your account then. Payments, charges and returns"
                " after that change it: ask for a new quote, or call us at {phone}."
            ).format(day=formats.long_day(made.account.on), phone=lender.support_phone),
        ),
    )


def _what_changes_it(made: Quote) -> tuple[Part, ...]:
    found = notes(made)
    return (Part(_("Not counted in it"), found),) if found else ()
