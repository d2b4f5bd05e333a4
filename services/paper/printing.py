"""A letter as a PDF, in its reader's language."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models.accounts import Account
from models.customers import Customer, Login
from models.paper import PaperLetter
from models.statements import Statement
from models.swipes import Dispute, DisputeStep
from portal_app.settings import get_settings
from services import lender_settings
from services.database import reading, unit_of_work
from services.disputes.notices import notice
from services.disputes.things import thing_of
from services.language import formats, use_language
from services.messages.letterhead import letterhead
from services.paper.waiting import any_letter, record
from services.pdf import Fact, Letter, Paper, Part, render
from services.statements.paper import statement_paper
from services.subject import AgentSubject


def for_agent(agent: AgentSubject, given: object) -> tuple[str, Iterator[bytes]]:
    """The file's name, and the PDF in one piece; that it was printed is in the log once it is
    asked for. Raises `NotFound`; the piece `Busy`.
    """
    with reading() as session:
        letter = any_letter(session, agent, given)
        number = session.get_one(Account, letter.account_id).number
        login = session.exec(select(Login).where(Login.customer_id == letter.customer_id)).first()
        language = login.language or "en" if login else "en"
        with use_language(language):
            template, paper = _paper(session, letter, login)

    def noted() -> Iterator[bytes]:
        content = render(template, paper, language)
        with unit_of_work() as session:
            record(session, agent, letter, "seen")
        yield content

    return f"letter-{letter.id}-{number}.pdf", noted()


def _paper(session: Session, letter: PaperLetter, login: Login | None) -> tuple[str, Paper]:
    """Which template, and what stands on it."""
    if letter.statement_id:
        return "statement", statement_paper(session.get_one(Statement, letter.statement_id))
    return "letter", _notice(session, letter, login)


def _notice(session: Session, letter: PaperLetter, login: Login | None) -> Letter:
    """What the mail says, word for word."""
    step = session.get_one(DisputeStep, letter.step_id)
    dispute = session.get_one(Dispute, step.dispute_id)
    account = session.get_one(Account, dispute.account_id)
    customer = session.get_one(Customer, letter.customer_id)
    thing = thing_of(session, dispute, account)
    zone = ZoneInfo(login.time_zone) if login and login.time_zone else None
    head = letterhead(session, zone)
    mail = notice(thing, dispute.case_number, step.state, step.at).write(head)
    on = step.at.astimezone(get_settings().zone).date()
    return Letter(
        title=mail.subject,
        day=on,
        lender=lender_settings.current(session).brand,
        foot=mail.subject,
        to=(f"{customer.first_name} {customer.last_name}",),
        dated=formats.long_day(on),
        lead=mail.paragraphs[0],
        facts=tuple(Fact(label, value) for label, value in mail.facts),
        parts=(Part(paragraphs=mail.paragraphs[1:]),),
        notes=(mail.note,),
    )
