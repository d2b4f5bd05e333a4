"""A receipt goes by mail to the borrower who paid."""

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.customers import Login
from models.payments import Payment
from services.faults import noted
from services.messages import mail_owner
from services.messages.letters import payments
from services.payments.receipts import receipt_of


def mail_receipt(session: Session, payment: Payment) -> None:
    """Where the account's mails are switched on. The money has moved: nothing here may undo that
    it is posted."""
    try:
        with session.begin_nested():
            _mail(session, payment)
    except Exception as error:
        noted(error)


def _mail(session: Session, payment: Payment) -> None:
    found = session.exec(
        select(Login, Account)
        .join(AccountLink, col(AccountLink.customer_id) == col(Login.customer_id))
        .join(Account, col(Account.id) == col(AccountLink.account_id))
        .where(
            col(Login.id) == payment.login_id,
            col(Login.disabled_at).is_(None),
            col(Account.id) == payment.account_id,
            col(AccountLink.web_access).is_(True),
            col(AccountLink.email_access).is_(True),
        )
    ).first()
    if found is not None:
        login, account = found
        mail_owner(session, login, payments.receipt(receipt_of(session, payment, account), account))
