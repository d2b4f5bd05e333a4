"""What a payment made today would change."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.payments import AmountChoice
from models.servicing import ExtraTo
from services.accounts.repository import account_for
from services.business_date import today
from services.ledger import position_of, terms_of
from services.payments.accounts import require_payable
from services.servicing.application import apply_payment
from services.servicing.due import Choices, NextDue, choices, next_due
from services.subject import Subject


@dataclass(frozen=True)
class Preview:
    """Cents. `amount = fees + interest + principal`; None: nothing falls due afterwards."""

    amount: int
    on: date
    fees: int
    interest: int
    principal: int
    balance_after: int
    next_due_after: NextDue | None
    pays_off: bool


def preview(
    session: Session,
    subject: Subject,
    number: str,
    choice: AmountChoice,
    amount: int | None = None,
    extra: ExtraTo = ExtraTo.NEXT_PAYMENTS,
) -> Preview:
    """`amount` is read for CUSTOM only; the other choices have their own.

    Raises NotFound, AccountNotPayable, NotPositive, MoreThanPayoff.
    """
    account = account_for(session, subject, number)
    require_payable(account)
    assert account.id is not None
    on = today(session)
    position, terms = position_of(session, account.id), terms_of(session, account.id)
    chosen = amount_of(choices(position, terms, on), choice, amount or 0)
    applied = apply_payment(position, terms, chosen, on, extra)
    after = applied.position
    return Preview(
        amount=chosen,
        on=on,
        fees=applied.fees,
        interest=applied.interest,
        principal=applied.principal,
        balance_after=after.principal,
        next_due_after=next_due(after, terms, on),
        pays_off=after.paid_in_full,
    )


def amount_of(offered: Choices, choice: AmountChoice, custom: int) -> int:
    """Cents that a choice stands for today."""
    return {
        AmountChoice.NEXT_DUE: offered.next_due,
        AmountChoice.PAST_DUE: offered.past_due,
        AmountChoice.PAYOFF: offered.payoff,
        AmountChoice.CUSTOM: custom,
    }[choice]
