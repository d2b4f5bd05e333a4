"""Paying: the intent is committed → the wallet charges with its key → the answer is recorded.

No lock and no transaction is held while the wallet is asked. Whatever happens in between, the
payment stays *processing* with a time to be looked at, and `reconcile` brings it to its end.
"""

import logging
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from models.accounts import Account
from models.payment_methods import PaymentMethod
from models.payments import AmountChoice, Payment, PaymentIntent
from models.servicing import ExtraTo
from portal_app.settings import get_settings
from services import ledger
from services.business_date import today
from services.database import reading, unit_of_work
from services.errors import Busy, NotFound
from services.payment_methods.errors import MethodNotUsable
from services.payment_methods.repository import own
from services.payment_methods.usable import why_not
from services.payments import states
from services.payments.accounts import require_payable, require_room, visible
from services.payments.confirmation import new_confirmation
from services.payments.errors import OutcomeNotShown, PaymentMethodGone
from services.payments.gateway import ChargeGateway, ChargeResult
from services.payments.offered import offered_on
from services.payments.orders import Order, carry_out, order_of
from services.payments.receipts import Receipt, receipt_of
from services.subject import Subject

log = logging.getLogger(__name__)

MARGIN = timedelta(seconds=5)
"""Beyond the wallet's time-out, before the worker looks at a payment that nobody finished."""


def pay(
    subject: Subject,
    key: str,
    amount: int,
    amount_choice: AmountChoice,
    extra: ExtraTo,
    method_id: int,
    gateway: ChargeGateway,
    engine: Engine | None = None,
) -> Receipt:
    """Pay `amount` cents on the account of the intent `key`; again with it: the same payment.

    Never raises for what the wallet does: the receipt's state says it. Raises NotFound,
    AccountNotPayable, PaymentMethodGone, MethodNotUsable, NotPositive, MoreThanPayoff,
    StillProcessing; Busy when nothing was sent, OutcomeNotShown when something was and the
    database does not answer.
    """
    with unit_of_work(engine) as session:
        intent = _intent(session, subject, key)
        order = _begin(session, subject, intent, amount, amount_choice, extra, method_id)
    if order is not None:
        try:
            _charge(order, gateway, engine)
        except (Busy, SQLAlchemyError):
            log.warning(
                "payment %s: the answer was not recorded, the worker will", order.payment_id
            )
    try:
        with reading(engine) as session:
            payment = session.exec(select(Payment).where(col(Payment.key) == key)).one()
            return receipt_of(session, payment, visible(session, subject, payment.account_id))
    except (Busy, SQLAlchemyError) as error:
        raise OutcomeNotShown from error


def paid_before(subject: Subject, key: str, engine: Engine | None = None) -> Receipt | None:
    """The payment that was made with the key already. Raises NotFound."""
    with reading(engine) as session:
        _intent(session, subject, key)
        payment = session.exec(select(Payment).where(col(Payment.key) == key)).one_or_none()
        if payment is None:
            return None
        return receipt_of(session, payment, visible(session, subject, payment.account_id))


def _intent(session: Session, subject: Subject, key: str) -> PaymentIntent:
    intent = session.get(PaymentIntent, key)
    if intent is None or intent.login_id != subject.login_id:
        raise NotFound
    return intent


def _begin(
    session: Session,
    subject: Subject,
    intent: PaymentIntent,
    amount: int,
    choice: AmountChoice,
    extra: ExtraTo,
    method_id: int,
) -> Order | None:
    """Store the payment as *processing*; None: this key's payment is there already."""
    visible(session, subject, intent.account_id)
    account = ledger.lock_account(session, intent.account_id)
    if session.exec(select(Payment.id).where(col(Payment.key) == intent.key)).first() is not None:
        return None
    require_payable(account)
    on = today(session)
    method = _method(session, subject, method_id, on)
    require_room(session, account, amount, on)
    lease = datetime.now(UTC) + timedelta(seconds=get_settings().wallet_timeout_seconds) + MARGIN
    payment = Payment(
        key=intent.key,
        confirmation=new_confirmation(),
        account_id=intent.account_id,
        login_id=subject.login_id,
        payment_method_id=method.id,
        amount=amount,
        amount_choice=_true_choice(session, account, amount, choice, on),
        extra_to=extra,
        effective_on=on,
        check_at=lease,
    )
    states.begin(session, payment)
    return order_of(session, payment, lease)


def _method(session: Session, subject: Subject, method_id: int, on: date) -> PaymentMethod:
    try:
        method = own(session, subject, method_id)
    except NotFound as error:
        raise PaymentMethodGone from error
    refused = why_not(method, on)
    if refused is not None:
        raise MethodNotUsable(refused)
    return method


def _true_choice(
    session: Session, account: Account, amount: int, choice: AmountChoice, on: date
) -> AmountChoice:
    """The borrower confirmed an amount: once it is not what the choice means, it is CUSTOM."""
    meant = offered_on(session, account, on).of(choice, amount)
    return choice if meant == amount else AmountChoice.CUSTOM


def _charge(order: Order, gateway: ChargeGateway, engine: Engine | None) -> None:
    def ask() -> ChargeResult:
        return gateway.charge(order.key, order.profile_token, order.amount, order.on)

    carry_out(order, ask, engine, first=True)
