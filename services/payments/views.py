"""What the dialog offers: amounts, saved methods, and what is still under way."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from models.payments import AmountChoice
from services.accounts.repository import account_for
from services.business_date import today
from services.payment_methods.repository import SavedMethod, saved_methods
from services.payments.accounts import processing_total, require_payable
from services.payments.offered import offered_on
from services.subject import Subject


@dataclass(frozen=True)
class PayOptions:
    """Cents; `methods`: also those that cannot pay; `being_checked` is the sum of payments whose
    outcome is not known yet.
    """

    amounts: Mapping[AmountChoice, int]
    methods: tuple[SavedMethod, ...]
    being_checked: int


def pay_options(session: Session, subject: Subject, number: str) -> PayOptions:
    """Raises NotFound, AccountNotPayable."""
    account = account_for(session, subject, number)
    require_payable(account)
    assert account.id is not None
    on = today(session)
    return PayOptions(
        amounts=offered_on(session, account, on).amounts,
        methods=saved_methods(session, subject, on),
        being_checked=processing_total(session, account.id),
    )
