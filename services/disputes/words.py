"""States and reasons of a dispute in words."""

from models.swipes import DisputeReason, DisputeState
from services.accounts.views import Tone
from services.language import _

TONES: dict[DisputeState, Tone] = {
    DisputeState.OPEN: "info",
    DisputeState.IN_REVIEW: "info",
    DisputeState.RESOLVED_FOR_BORROWER: "ok",
    DisputeState.RESOLVED_AS_BILLED: "mute",
    DisputeState.WITHDRAWN: "mute",
}


def state_in_words(state: DisputeState) -> str:
    match state:
        case DisputeState.OPEN:
            return _("Received")
        case DisputeState.IN_REVIEW:
            return _("In review")
        case DisputeState.RESOLVED_FOR_BORROWER:
            return _("Resolved in your favor")
        case DisputeState.RESOLVED_AS_BILLED:
            return _("Resolved: the charge stands")
        case DisputeState.WITHDRAWN:
            return _("Withdrawn")


def line_of(state: DisputeState, case_number: str) -> str:
    """The status line of a disputed row."""
    return _("Dispute {case}: {state}").format(case=case_number, state=state_in_words(state))


def reason_in_words(reason: DisputeReason) -> str:
    match reason:
        case DisputeReason.NOT_MINE:
            return _("I did not make or allow this")
        case DisputeReason.WRONG_AMOUNT:
            return _("The amount is wrong")
        case DisputeReason.NOT_RECEIVED:
            return _("I did not get what I paid for")
        case DisputeReason.TWICE:
            return _("It was charged twice")
        case DisputeReason.NOT_CREDITED:
            return _("A payment or refund is missing")
        case DisputeReason.OTHER:
            return _("Something else")
