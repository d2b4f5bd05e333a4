"""Payment methods and reasons in words."""

from models.payment_methods import MethodKind
from services.language import _, formats
from services.payments.views import SavedMethod


def method_name(method: SavedMethod) -> str:
    """ "Visa ····4242", "Chase checking ····6789"."""
    kind = {"checking": _("checking"), "savings": _("savings")}.get(method.account_type, "")
    return named(method.kind, f"{method.brand} {kind}".strip(), method.last_four)


def named(kind: MethodKind | None, brand: str, last_four: str) -> str:
    if not last_four:
        return "–"
    plain = _("Card") if kind is MethodKind.CARD else _("Bank account")
    return f"{brand or plain} {formats.masked(last_four)}"


def decline(reason: str | None) -> str:
    """Why, and what to do, for the wallet's code."""
    return {
        "insufficient_funds": _("There was not enough money in the account."),
        "expired_card": _("The card has expired."),
        "processing_error": _("The payment network had a problem. You can try again."),
        "not_sent": _("The payment service could not be reached. You can try again in a moment."),
    }.get(reason or "", _("Your bank or card company did not allow it. They can tell you why."))
