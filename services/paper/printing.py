"""Letters as a PDF, each in its reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from services.paper.waiting import any_letters, record
from services.pdf import Fact, Letter, Paper, Part, joined, render
from services.statements.paper import statement_paper
from services.subject import AgentSubject


@dataclass(frozen=True, slots=True)
class Written:
    """What `services.pdf.render` needs of a letter."""

    letter: PaperLetter
    number: str
    template: str
    paper: Paper
    language: str


def for_agent(agent: AgentSubject, given: object) -> tuple[str, Iterator[bytes]]:
    """Of the letters that `given` names (`any_letters`): the file's name, and one PDF in one
    piece; that they were printed is in the log once it is asked for. Raises `NotFound`; the piece
    `Busy`.
    """
    with reading() as session:
        written = [_written(session, one) for one in any_letters(session, agent, given)]

    def noted() -> Iterator[bytes]:
        content = joined([render(one.template, one.paper, one.language) for one in written])
        with unit_of_work() as session:
            for one in written:
                record(session, agent, one.letter, "seen")
        yield content

    return _name(written), noted()


def _name(written: list[Written]) -> str:
    first, last = written[0], written[-1]
    if first is last:
        return f"letter-{first.letter.id}-{first.number}.pdf"
    return f"letters-{first.letter.id}-to-{last.letter.id}.pdf"


def _written(session: Session, letter: PaperLetter) -> Written:
    number = session.get_one(Account, letter.account_id).number
    login = session.exec(select(Login).where(Login.customer_id == letter.customer_id)).first()
    language = login.language or "en" if login else "en"
    with use_language(language):
        template, paper = _paper(session, letter, login)
    return Written(letter, number, template, paper, language)


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
