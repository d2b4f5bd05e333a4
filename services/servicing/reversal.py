"""Taking back a payment: a new entry, never an edit."""

from dataclasses import dataclass, replace
from datetime import date

from services.servicing.application import Applied
from services.servicing.daycount import interest
from services.servicing.position import Position, accrue
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Reversed:
    """What the reversal gave back (cents, positive) and the position after it.

    reaccrued  interest that the restored principal bore since the payment
    refunded   unapplied money that was refunded before, now advanced
    """

    on: date
    reaccrued: int
    refunded: int
    position: Position


def reverse(position: Position, terms: Terms, payment: Applied, on: date) -> Reversed:
    """Reverse `payment` as of `on`: what is owed is, to a cent, as if it had never been made.

    Later payments keep their parts. Of `payment.position` only the day is used, up to which its
    interest was reckoned. Unapplied money of it that was refunded meanwhile is a new advance: the
    lender has paid it out.
    """
    now = accrue(position, terms, on)
    since = payment.position.accrued_through
    reaccrued = interest(terms, payment.principal, since, now.accrued_through)
    held = min(now.unapplied, payment.unapplied)
    refunded = payment.unapplied - held
    after = replace(
        now,
        principal=now.principal + payment.principal + refunded,
        interest_due=now.interest_due + payment.interest + reaccrued,
        fees_due=now.fees_due + payment.fees,
        unapplied=now.unapplied - held,
        schedule_credit=max(0, now.schedule_credit - payment.scheduled),
        fee_credit=max(0, now.fee_credit - payment.fee_credit),
        advanced=now.advanced + refunded,
        paid_principal=now.paid_principal - payment.principal,
        paid_interest=now.paid_interest - payment.interest,
        paid_fees=now.paid_fees - payment.fees,
    )
    return Reversed(on, reaccrued, refunded, after)
