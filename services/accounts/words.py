"""Kinds and statuses of accounts in words."""

from models.accounts import AccountKind, Lifecycle
from services.accounts.standing import Standing
from services.accounts.titles import title
from services.accounts.views import Tone
from services.language import _

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


__all__ = ["ICONS", "status", "title"]
