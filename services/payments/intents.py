"""The key of a payment that may be made, kept before anything is sent."""

import uuid

from sqlmodel import Session

from models.payments import PaymentIntent
from services.accounts.repository import account_for
from services.payments.accounts import require_payable
from services.subject import Subject


def open_intent(session: Session, subject: Subject, account_number: str) -> str:
    """The key for one payment on the account; made when the dialog opens.

    Raises NotFound, AccountNotPayable.
    """
    account = account_for(session, subject, account_number)
    require_payable(account)
    assert account.id is not None
    intent = PaymentIntent(key=str(uuid.uuid4()), login_id=subject.login_id, account_id=account.id)
    session.add(intent)
    session.flush()
    return intent.key
