"""The account that somebody wants to pay, and what there is to pay on it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account, Lifecycle
from models.payments import Payment, PaymentState
from services.accounts.repository import accounts_visible_to
from services.errors import NotFound
from services.payments.errors import AccountNotPayable, StillProcessing
from services.payments.offered import offered_on
from services.servicing.errors import MoreThanPayoff, NotPositive
from services.subject import Subject


def visible(session: Session, subject: Subject, account_id: int) -> Account:
    """The account of this id. Raises NotFound."""
    found = session.exec(accounts_visible_to(subject).where(col(Account.id) == account_id)).first()
    if found is None:
        raise NotFound
    return found[0]


def require_payable(account: Account) -> None:
    """Raises AccountNotPayable. A line of credit that is closed is paid until nothing is owed."""
    is_closed_line = account.kind in CREDIT_KINDS and account.lifecycle is Lifecycle.CLOSED
    if account.lifecycle is not Lifecycle.OPEN and not is_closed_line:
        raise AccountNotPayable(account.lifecycle)


def require_room(session: Session, account: Account, amount: int, on: date) -> None:
    """Refuse what the account cannot take, counting payments that are still under way.

    Raises NotPositive, MoreThanPayoff, StillProcessing.
    """
    if amount <= 0:
        raise NotPositive(amount)
    owed = offered_on(session, account, on).owed
    if amount > owed:
        raise MoreThanPayoff(amount, owed)
    pending = processing_total(session, account.id or 0)
    if amount > owed - pending:
        raise StillProcessing(pending, max(0, owed - pending))


def processing_total(session: Session, account_id: int) -> int:
    """Cents of payments on the account whose outcome is not known yet."""
    return processing_totals(session, [account_id]).get(account_id, 0)


def processing_totals(session: Session, account_ids: Collection[int]) -> dict[int, int]:
    """The same by account, of those that have any."""
    totals = session.exec(
        select(col(Payment.account_id), func.sum(Payment.amount))
        .where(
            col(Payment.account_id).in_(account_ids),
            col(Payment.state) == PaymentState.PROCESSING,
        )
        .group_by(col(Payment.account_id))
    )
    return {account_id: int(total) for account_id, total in totals}
