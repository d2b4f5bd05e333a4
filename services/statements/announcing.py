"""Telling borrowers that a statement is there."""

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.customers import Customer, Door, Login
from models.statements import Statement
from services import business_date
from services.accounts.quiet import forbids_collection
from services.messages import mail_owner
from services.messages.letters import statements


def announce(session: Session, account: Account, statement: Statement) -> int:
    """A mail to each login with web and email access, in its language; how many.

    None of a statement whose payment is no longer to come: the history of a line that was made
    here in one go. Where a customer's flags forbid wording of collection, no amount is named.
    """
    if statement.due_on <= business_date.today(session):
        return 0
    rows = session.exec(
        select(Login, Customer)
        .join(Customer, col(Customer.id) == col(Login.customer_id))
        .join(AccountLink, col(AccountLink.customer_id) == col(Customer.id))
        .where(
            col(AccountLink.account_id) == account.id,
            col(AccountLink.web_access).is_(True),
            col(AccountLink.email_access).is_(True),
            col(Login.door) == Door.PORTAL,
            col(Login.disabled_at).is_(None),
        )
        .order_by(col(Login.id))
    ).all()
    for login, customer in rows:
        quiet = forbids_collection(customer)
        letter = statements.statement_ready(account, statement, with_amounts=not quiet)
        mail_owner(session, login, letter)
    return len(rows)
