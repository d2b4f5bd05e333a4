"""A letter waits from the moment, and in the transaction, of what it tells."""

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.customers import Door, Login
from models.paper import PaperLetter
from models.statements import Statement
from models.swipes import Dispute, DisputeStep
from services import business_date
from services.statements.choices import newest_choice


def queue_statement(session: Session, account: Account, statement: Statement) -> int:
    """For each customer of the account without consent to electronic delivery (15 USC 7001(c)),
    or whom the mail that it is ready does not reach; how many.

    None of a statement whose payment is no longer to come: as `statements.announcing`.
    """
    assert account.id is not None
    if statement.due_on <= business_date.today(session):
        return 0
    readers = session.exec(
        select(AccountLink, Login)
        .join(
            Login,
            (col(Login.customer_id) == col(AccountLink.customer_id))
            & (col(Login.door) == Door.PORTAL),
            isouter=True,
        )
        .where(col(AccountLink.account_id) == account.id)
        .order_by(col(AccountLink.id))
    ).all()
    queued = 0
    for link, login in readers:
        if not (login and reached(link, login) and _electronic(session, account.id, login)):
            letter = PaperLetter(customer_id=link.customer_id, account_id=account.id)
            letter.statement_id = statement.id
            queued += _add(session, letter)
    return queued


def queue_notice(session: Session, dispute: Dispute, customer_id: int) -> None:
    """Of the dispute's last step."""
    last = select(DisputeStep.id).where(col(DisputeStep.dispute_id) == dispute.id)
    step_id = session.exec(last.order_by(col(DisputeStep.id).desc()).limit(1)).one()
    letter = PaperLetter(customer_id=customer_id, account_id=dispute.account_id, step_id=step_id)
    _add(session, letter)


def reached(link: AccountLink, login: Login) -> bool:
    """Whether mails about the account go to the login."""
    return login.disabled_at is None and link.web_access and link.email_access


def _electronic(session: Session, account_id: int, login: Login) -> bool:
    chosen = newest_choice(session, account_id, login.id or 0)
    return chosen is not None and chosen.electronic


def _add(session: Session, letter: PaperLetter) -> bool:
    """False: it is there already. The caller holds the account's lock."""
    there = select(PaperLetter.id).where(
        col(PaperLetter.customer_id) == letter.customer_id,
        col(PaperLetter.statement_id) == letter.statement_id,
        col(PaperLetter.step_id) == letter.step_id,
    )
    if session.exec(there).first() is not None:
        return False
    session.add(letter)
    session.flush()
    return True
