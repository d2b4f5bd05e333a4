"""Kinds and statuses of accounts in words."""

from models.accounts import AccountKind, Lifecycle
from services.accounts.standing import Standing
from services.accounts.titles import title
from services.accounts.views import Tone
from services.language import _, formats

ICONS = {
    AccountKind.PERSONAL_LOAN: "banknote",
    AccountKind.AUTO_LOAN: "car",
    AccountKind.HOME_LOAN: "home",
    AccountKind.LEASE: "package",
    AccountKind.LINE_OF_CREDIT: "landmark",
    AccountKind.CARD: "credit-card",
}


def status(standing: Standing, quiet: bool = False) -> tuple[str, Tone]:
    """Word and tone of the badge; `quiet`: one that raises no alarm."""
    match standing.account.lifecycle:
        case Lifecycle.PAID_IN_FULL:
            return _("Paid in full"), "mute"
        case Lifecycle.CHARGED_OFF:
            return _("Charged off"), "mute" if quiet else "bad"
        case Lifecycle.CLOSED:
            return _("Closed"), "mute"
        case Lifecycle.OPEN:
            if standing.past_due:
                return _("Past due"), "mute" if quiet else "bad"
            return _("Current"), "ok"


def balloon_words(standing: Standing, support_phone: str) -> str:
    """That the last payment is far larger than the others; "" where it is not."""
    last, coming = standing.balloon, standing.next_due
    if last is None:
        return ""
    words = (
        _(
            "This is your last payment. It is larger than the others: it takes all that is left."
            " If you would like to plan for it, call us at {phone}."
        )
        if coming and coming.due_date == last.due_date
        else _(
            "Your last payment will be larger than the others: {amount} on {day}, all that is left"
            " by then. If you would like to plan for it, call us at {phone}."
        )
    )
    return words.format(
        amount=formats.money(last.amount), day=formats.day(last.due_date), phone=support_phone
    )


__all__ = ["ICONS", "balloon_words", "status", "title"]
