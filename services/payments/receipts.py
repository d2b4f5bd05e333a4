"""What the borrower is told about a payment, and may look up later."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account
from models.payment_methods import MethodKind, PaymentMethod
from models.payments import AmountChoice, Payment, PaymentState
from models.servicing import ExtraTo
from models.transactions import Transaction, TransactionKind
from services.accounts.repository import accounts_visible_to
from services.errors import NotFound
from services.subject import Subject


@dataclass(frozen=True)
class Receipt:
    """Cents. The parts are zero and `balance_after` is None until the payment is posted.

    reason   the decline code of a FAILED payment, the NACHA code of a RETURNED one
    by_other  paid with the method of another borrower on the account: it is not named
    """

    confirmation: str
    state: PaymentState
    reason: str | None
    account_number: str
    amount: int
    amount_choice: AmountChoice
    extra_to: ExtraTo
    fees: int
    interest: int
    principal: int
    unapplied: int
    balance_after: int | None
    on: date
    made_at: datetime
    method_kind: MethodKind | None
    method_brand: str
    method_last_four: str
    by_other: bool = False

    @property
    def being_checked(self) -> bool:
        """The outcome is not known yet: the borrower must not pay again."""
        return self.state is PaymentState.PROCESSING


def receipt(session: Session, subject: Subject, confirmation: str) -> Receipt:
    """A payment on an account that the subject may see, whoever made it. Raises NotFound."""
    found = session.exec(
        select(Payment, Account)
        .join(Account, col(Account.id) == col(Payment.account_id))
        .where(
            col(Payment.confirmation) == confirmation,
            col(Account.id).in_(_visible_ids(subject)),
        )
    ).first()
    if found is None:
        raise NotFound
    payment, account = found
    made = receipt_of(session, payment, account)
    method = session.get(PaymentMethod, payment.payment_method_id)
    if method is None or method.customer_id == subject.customer_id:
        return made
    return replace(made, by_other=True, method_brand="", method_last_four="")


def receipt_of(session: Session, payment: Payment, account: Account) -> Receipt:
    """The receipt of a payment that the caller has found by its right to see it."""
    posted = session.exec(
        select(Transaction).where(
            col(Transaction.account_id) == payment.account_id,  # its index; payment_id has none
            col(Transaction.payment_id) == payment.id,
            col(Transaction.kind) == TransactionKind.PAYMENT,
        )
    ).first()
    method = session.get(PaymentMethod, payment.payment_method_id)
    return Receipt(
        confirmation=payment.confirmation,
        state=payment.state,
        reason=payment.reason,
        account_number=account.number,
        amount=payment.amount,
        amount_choice=payment.amount_choice,
        extra_to=payment.extra_to,
        fees=posted.to_fees if posted else 0,
        interest=posted.to_interest if posted else 0,
        principal=posted.to_principal if posted else 0,
        unapplied=posted.to_unapplied if posted else 0,
        balance_after=_balance_after(posted, account) if posted else None,
        on=payment.effective_on,
        made_at=payment.created_at,
        method_kind=method.kind if method else None,
        method_brand=method.brand if method else "",
        method_last_four=method.last_four if method else "",
    )


def _balance_after(posted: Transaction, account: Account) -> int:
    """What the account's page calls its balance: of a line of credit all that is owed."""
    if account.kind not in CREDIT_KINDS:
        return posted.after_principal
    return posted.after_principal + posted.after_interest_due + posted.after_fees_due


def _visible_ids(subject: Subject):
    return accounts_visible_to(subject).with_only_columns(col(Account.id))
