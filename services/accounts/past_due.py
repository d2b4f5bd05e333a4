"""What is said of an account that is past due."""

from datetime import timedelta

from services.accounts.standing import Standing
from services.accounts.views import PastDueNotice
from services.accounts.words import title
from services.language import _, formats, ngettext
from services.servicing.due import PastDue


def past_due_notice(one: Standing, quiet: bool = False) -> PastDueNotice | None:
    """How late it is, and when a late fee would come; where it has to be `quiet`, what was due
    and when. None when nothing is past due."""
    late = one.past_due
    if late is None:
        return None
    say = _calm if quiet else _urging
    heading, words = say(one, late)
    return PastDueNotice(one.account.number, heading, words, one.payable, quiet)


def _calm(one: Standing, late: PastDue) -> tuple[str, str]:
    heading = _("{name}: {amount} was due on {day}.").format(
        name=_name(one), amount=formats.money(late.amount), day=formats.day(late.since)
    )
    return heading, _(
        "This is for your information only and is not an attempt to collect a debt. You can pay"
        " here if you wish to."
    )


def _urging(one: Standing, late: PastDue) -> tuple[str, str]:
    heading = ngettext(
        "{name} is {days} day past due.", "{name} is {days} days past due.", late.days
    ).format(name=_name(one), days=formats.number(late.days))
    amount = formats.money(late.amount)
    fee_on = late.since + timedelta(days=one.product.grace_days + 1)
    if not one.product.late_fee or fee_on <= one.on:
        return heading, _("Pay {amount} to bring it up to date.").format(amount=amount)
    return heading, _("Pay {amount} today to avoid a {fee} late fee on {day}.").format(
        amount=amount, fee=formats.money(one.product.late_fee), day=formats.short_day(fee_on)
    )


def _name(one: Standing) -> str:
    return f"{title(one.account)} {formats.masked(one.account.number)}"
