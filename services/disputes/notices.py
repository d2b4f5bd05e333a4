"""Where a case stands now, to who opened it: by mail, or on paper where no mail goes."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.accounts import AccountLink
from models.base import utc_now
from models.customers import Login
from models.swipes import Dispute, DisputeState
from services.disputes.things import Thing
from services.disputes.views import title_of
from services.language import formats, use_language
from services.messages.letter import Draft, Letter
from services.messages.letters import disputes as letters
from services.messages.outbox import mail_owner
from services.paper.queue import queue_notice, reached


def tell_owner(session: Session, thing: Thing, dispute: Dispute) -> None:
    """After a step. Who is no longer linked to the account is told nothing of it."""
    login = session.get_one(Login, dispute.login_id)
    link = session.exec(
        select(AccountLink).where(
            col(AccountLink.customer_id) == login.customer_id,
            col(AccountLink.account_id) == dispute.account_id,
        )
    ).first()
    if link is None:
        return
    if not reached(link, login):
        queue_notice(session, dispute, link.customer_id)
        return
    with use_language(login.language or "en"):
        letter = notice(thing, dispute.case_number, dispute.state, utc_now())
    mail_owner(session, login, letter)


def notice(thing: Thing, case_number: str, state: DisputeState, at: datetime) -> Draft[Letter]:
    """The same words by mail and on paper; call it in the reader's language."""
    return letters.moved(
        case_number,
        state,
        title_of(thing),
        formats.money(thing.amount),
        formats.day(thing.on),
        at,
    )
