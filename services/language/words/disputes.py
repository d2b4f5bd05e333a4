"""Disputes that cannot be opened, or not resolved like this."""

from services.disputes.errors import (
    DisputedAlready,
    DisputeIsOver,
    MoreThanDisputed,
    NotDisputable,
    StillPending,
    TooLateToDispute,
)
from services.language import formats
from services.language.catalog import gettext as _
from services.language.words.saying import words


@words.register
def _not_disputable(error: NotDisputable) -> str:
    return _("This entry is no charge that can be disputed. Call us if it looks wrong.")


@words.register
def _too_late_to_dispute(error: TooLateToDispute) -> str:
    return _(
        "The time to dispute this ended on {day}, 60 days after the statement that shows it."
        " Call us at {phone}: we may still be able to help."
    ).format(day=formats.day(error.until), phone=error.phone)


@words.register
def _disputed_already(error: DisputedAlready) -> str:
    return _("This is disputed already: case {case}.").format(case=error.case_number)


@words.register
def _dispute_is_over(error: DisputeIsOver) -> str:
    return _("This dispute has ended. Nothing was changed.")


@words.register
def _still_pending(error: StillPending) -> str:
    return _("The transaction is still pending: nothing can be credited yet.")


@words.register
def _more_than_disputed(error: MoreThanDisputed) -> str:
    return _("At most the disputed {amount} can be credited.").format(
        amount=formats.money(error.amount)
    )
