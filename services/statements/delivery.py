"""Statements in the portal instead of on paper: a borrower's consent (E-SIGN, 15 USC 7001(c)).

Each choice is a row with the words that were shown; the newest of a login and account holds.
"""

from sqlmodel import Session

from models.customers import Login
from models.statements import DeliveryChoice
from portal_app.settings import get_settings
from services import audit, live
from services.database import unit_of_work
from services.errors import InvalidInput
from services.language import _, formats
from services.lender_settings import current
from services.statements.choices import newest_choice
from services.statements.reading import line_for
from services.statements.views import Delivery
from services.subject import Subject


def delivery(session: Session, subject: Subject, number: object) -> Delivery:
    """Raises `NotFound`."""
    account = line_for(session, subject, number)
    chosen = newest_choice(session, account.id or 0, subject.login_id)
    electronic = chosen is not None and chosen.electronic
    return Delivery(electronic, _status(chosen, electronic))


def _status(chosen: DeliveryChoice | None, electronic: bool) -> str:
    if not electronic:
        return _("Your statements are mailed to you on paper. They are here too.")
    assert chosen is not None
    return _("You agreed on {day} to get your statements here and not on paper.").format(
        day=formats.day(chosen.at.astimezone(get_settings().zone).date())
    )


def disclosure(session: Session, subject: Subject) -> tuple[str, ...]:
    """What 15 USC 7001(c)(1)(B) and (C) ask to be said before the consent, in this language."""
    lender = current(session)
    login = session.get_one(Login, subject.login_id)
    return (
        _(
            "You may have your statements on paper. If you agree here, statements of this account"
            " come to you in this portal only, and we mail an email to {email} when one is ready."
            " This covers the periodic statements of this account and nothing else."
        ).format(email=login.email),
        _(
            "You can choose paper again at any time on this page, without a fee; it counts from"
            " the next statement on. You can also ask us for a paper copy of any statement,"
            " without a fee, by calling {phone}."
        ).format(phone=lender.support_phone),
        _("Keep your email up to date in your profile, so that our mails reach you."),
        _(
            "To read and keep statements you need this browser, a program that opens PDF files,"
            " and storage or a printer. Download a statement or the sample here to see that you"
            " can."
        ),
    )


def choose(
    session: Session, subject: Subject, number: object, *, electronic: bool, could_open: bool
) -> None:
    """Record it. Raises `NotFound`, `InvalidInput` (`could_open`): consent has to be given in a
    way that shows that the borrower can read what they will get (7001(c)(1)(C)(ii)).
    """
    account = line_for(session, subject, number)
    if electronic and not could_open:
        raise InvalidInput("could_open", "missing")
    words = "\n\n".join(disclosure(session, subject)) if electronic else ""
    session.add(
        DeliveryChoice(
            account_id=account.id or 0,
            login_id=subject.login_id,
            electronic=electronic,
            words=words,
        )
    )
    _note(session, subject, account.id, electronic)
    live.tell(session, [subject.login_id])


def _note(session: Session, subject: Subject, account_id: int | None, electronic: bool) -> None:
    who = {
        "login_id": subject.login_id,
        "actor_login_id": subject.login_id,
        "customer_id": subject.customer_id,
        "account_id": account_id,
    }
    if electronic:
        audit.record(session, "portal:statements:electronic_chosen", **who)
    else:
        audit.record(session, "portal:statements:paper_chosen", **who)


def change(subject: Subject, number: object, electronic: bool, could_open: bool) -> None:
    """`choose` in a unit of work of its own."""
    with unit_of_work() as session:
        choose(session, subject, number, electronic=electronic, could_open=could_open)
