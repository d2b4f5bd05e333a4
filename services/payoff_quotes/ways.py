"""How a quote is paid, and what could change it, in the current language."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session

from services.language import _, formats
from services.lender_settings.text_pages import text_lines
from services.lender_settings.texts import TextKind
from services.payoff_quotes.changes import ComingFee
from services.payoff_quotes.quotes import Quote


def ways(session: Session) -> tuple[str, ...]:
    """In the portal, and as the lender's own text says."""
    here = _(
        "In this portal: press Make a payment on that day and choose Payoff. It counts from that"
        " day."
    )
    return (here, *text_lines(session, TextKind.PAYOFF))


def notes(made: Quote) -> tuple[str, ...]:
    """What the amount does not count, the most urgent first; empty when there is nothing."""
    under_way = made.changes
    found = [
        _late_fees(day, list(of)) for day, of in groupby(under_way.late_fees, lambda fee: fee.on)
    ]
    if under_way.processing:
        found.append(
            _(
                "Payments of {amount} are being checked. Once they are on your account, the payoff"
                " is lower by that."
            ).format(amount=formats.money(under_way.processing))
        )
    if under_way.submitted:
        found.append(
            _(
                "Bank payments of {amount} are counted as paid, but have not settled yet. If your"
                " bank sends one back, the payoff is higher by that."
            ).format(amount=formats.money(under_way.submitted))
        )
    for day, amount in under_way.scheduled:
        words = _("A payment of {amount} is scheduled for {day}. It makes the payoff lower.")
        found.append(words.format(amount=formats.money(amount), day=formats.day(day)))
    if made.unapplied:
        found.append(
            _(
                "We hold {amount} of yours that is not applied to anything. It is not taken off"
                " this amount. Call us to have it applied or paid back."
            ).format(amount=formats.money(made.unapplied))
        )
    return tuple(found)


def _late_fees(day: date, fees: Sequence[ComingFee]) -> str:
    """Those of one day."""
    words = _("A late fee of {amount} is added on {day} if what is due is not paid before.")
    if len(fees) > 1:
        words = _(
            "{count} late fees, {amount} in all, are added on {day} if what is due is not paid"
            " before."
        )
    amount = formats.money(sum(fee.amount for fee in fees))
    return words.format(count=formats.number(len(fees)), amount=amount, day=formats.day(day))


def per_diem(made: Quote) -> str:
    """ "$1.22 for each day after", or that there is none."""
    if not made.payoff.per_diem:
        return _("No interest is added for days after.")
    amount = formats.money(made.payoff.per_diem)
    return _("{amount} for each day after").format(amount=amount)
