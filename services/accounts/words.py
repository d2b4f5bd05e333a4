"""Kinds and statuses of accounts in words."""

from models.accounts import Account, AccountKind, Lifecycle
from services.accounts.standing import Standing
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


def title(account: Account) -> str:
    """The lender's own name for it, or its kind: "Personal loan"."""
    if account.name:
        return account.name
    return {
        AccountKind.PERSONAL_LOAN: _("Personal loan"),
        AccountKind.AUTO_LOAN: _("Auto loan"),
        AccountKind.HOME_LOAN: _("Home loan"),
        AccountKind.LEASE: _("Lease"),
        AccountKind.LINE_OF_CREDIT: _("Line of credit"),
        AccountKind.CARD: _("Card account"),
    }[account.kind]


def status(standing: Standing) -> tuple[str, Tone]:
    """Word and tone of the badge."""
    match standing.account.lifecycle:
        case Lifecycle.PAID_IN_FULL:
            return _("Paid in full"), "mute"
        case Lifecycle.CHARGED_OFF:
            return _("Charged off"), "bad"
        case Lifecycle.CLOSED:
            return _("Closed"), "mute"
        case Lifecycle.OPEN:
            return (_("Past due"), "bad") if standing.past_due else (_("Current"), "ok")
