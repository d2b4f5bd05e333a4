"""How a dispute stands, to who opened it (12 CFR 1026.13)."""

from datetime import datetime

from models.swipes import DisputeState
from services.language import _, formats
from services.messages.letter import Letter, draft
from services.messages.letterhead import Letterhead


@draft
def moved(
    head: Letterhead,
    case_number: str,
    state: DisputeState,
    what: str,
    amount: str,
    day: str,
    at: datetime,
) -> Letter:
    """`what`, `amount` and `day` are of the disputed charge, in the reader's language."""
    subject, words = _words(state)
    return Letter(
        subject=subject.format(case=case_number),
        paragraphs=words,
        facts=(
            (_("Case"), case_number),
            (_("Transaction"), what),
            (_("Amount"), amount),
            (_("Date"), day),
            (_("When"), formats.moment(at, head.zone)),
        ),
        note=_("Questions? Call us at {phone}.").format(phone=head.lender.support_phone),
    )


def _words(state: DisputeState) -> tuple[str, tuple[str, ...]]:
    match state:
        case DisputeState.OPEN:
            return _("We received your dispute {case}"), (
                _(
                    "We look into it and answer within two billing cycles, at most 90 days. Until"
                    " then you need not pay the amount in dispute, and we do not report it as late."
                ),
                _("You still pay the rest of your bill."),
            )
        case DisputeState.IN_REVIEW:
            return _("Your dispute {case} is in review"), (
                _("We are looking into it. You need not do anything."),
            )
        case DisputeState.RESOLVED_FOR_BORROWER:
            return _("Your dispute {case} was resolved in your favor"), (
                _("We found that you are right. Your account shows what was credited."),
            )
        case DisputeState.RESOLVED_AS_BILLED:
            return _("Your dispute {case} was resolved"), (
                _(
                    "We found no error: the charge stands. Call us for the reasons and for copies"
                    " of what we have."
                ),
                _("The amount is now due with your next payment, if it was not paid before."),
            )
        case DisputeState.WITHDRAWN:
            return _("Your dispute {case} was withdrawn"), (
                _("The charge stands. If this was a mistake, open a dispute again in time."),
            )
