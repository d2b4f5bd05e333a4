"""A payment that the lender took in itself (cash, a check) and posts to an account."""

import uuid
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.accounts import Account
from models.payments import Payment, PaymentIntent, PaymentState, PaymentType
from services import audit, ledger, live
from services.accounts.repository import is_number
from services.business_date import today
from services.errors import NotFound
from services.payments import states
from services.payments.accounts import require_payable, require_room
from services.payments.confirmation import new_confirmation
from services.payments.offered import offered_on
from services.roles import AgentRole, require
from services.subject import AgentSubject


def open_posting(session: Session, agent: AgentSubject, number: object) -> tuple[str, int, date]:
    """Key for one payment, all that is owed in cents and the day; when the dialog opens.

    Raises `NotAllowed`, `NotFound`, `AccountNotPayable`.
    """
    require(agent, AgentRole.SERVICER)
    account = _account(session, number)
    require_payable(account)
    assert account.id is not None
    intent = PaymentIntent(key=str(uuid.uuid4()), login_id=agent.login_id, account_id=account.id)
    session.add(intent)
    on = today(session)
    return intent.key, offered_on(session, account, on).owed, on


def post(session: Session, agent: AgentSubject, key: str, amount: int) -> str:
    """Post `amount` cents as of today; the answer is its confirmation number.

    Again with the same key: the same payment. Raises `NotAllowed`, `NotFound`,
    `AccountNotPayable`, `NotPositive`, `MoreThanPayoff`, `StillProcessing`.
    """
    require(agent, AgentRole.SERVICER)
    intent = session.get(PaymentIntent, key)
    if intent is None or intent.login_id != agent.login_id:
        raise NotFound
    account = ledger.lock_account(session, intent.account_id)
    made = session.exec(select(Payment.confirmation).where(col(Payment.key) == key)).first()
    if made is not None:
        return made
    require_payable(account)
    on = today(session)
    require_room(session, account, amount, on)
    payment = Payment(
        key=key,
        confirmation=new_confirmation(),
        account_id=intent.account_id,
        type=PaymentType.LENDER,
        amount=amount,
        effective_on=on,
    )
    states.begin(session, payment)
    ledger.post_payment(session, intent.account_id, amount, on, payment_id=payment.id)
    states.advance(session, payment, PaymentState.APPROVED)
    states.advance(session, payment, PaymentState.SETTLED)
    audit.record(
        session,
        "lms:payment:posted",
        actor_login_id=agent.login_id,
        account_id=intent.account_id,
        address=agent.address,
        detail=f"{payment.confirmation}: {amount} cents",
    )
    live.tell_account(session, intent.account_id)
    return payment.confirmation


def _account(session: Session, number: Any) -> Account:
    if not is_number(number):
        raise NotFound
    found = session.exec(select(Account).where(Account.number == number)).one_or_none()
    if found is None:
        raise NotFound
    return found
