"""Papers of the demo's accounts, printed at seeding; one is hidden, two are borrowers' own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from tempfile import TemporaryFile

from sqlmodel import Session, select

from models.accounts import Account
from models.customers import Customer, Login
from models.documents import DocumentSection
from services import ledger
from services.accounts.tabs import tabs_of
from services.accounts.words import title
from services.demo.people import LUIS, MARIA, Person
from services.documents import adding
from services.documents.content import look
from services.language import formats
from services.lender_settings import current_brand
from services.pdf import Fact, Letter, Part, render
from services.subject import Subject


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """`days_ago`: when it was added. `owner`: the borrower who did; None: the lender."""

    number: str
    name: str
    section: DocumentSection
    days_ago: int
    words: str
    owner: Person | None = None
    visible: bool = True


_AGREEMENT = "What was agreed when this account was opened. Keep it with your papers."
_NOTE = "Seen by the lender's people only."
PAPERS = (
    DemoPaper("L-1082", "Loan agreement.pdf", DocumentSection.AGREEMENT, 366, _AGREEMENT),
    DemoPaper(
        *("L-1082", "Welcome letter.pdf", DocumentSection.LETTER, 360),
        "Thank you for borrowing from us. Your first payment is due in a month.",
    ),
    DemoPaper("L-4417", "Retail contract.pdf", DocumentSection.AGREEMENT, 335, _AGREEMENT),
    DemoPaper(
        *("L-4417", "Insurance requirements.pdf", DocumentSection.INSURANCE, 330),
        "Please keep the vehicle insured against collision and theft until the loan is paid.",
    ),
    DemoPaper(
        *("L-4417", "Underwriting note.pdf", DocumentSection.OTHER, 334, _NOTE), visible=False
    ),
    DemoPaper(
        *("L-4417", "Proof of insurance.pdf", DocumentSection.UPLOAD, 41),
        *("Policy in force. Collision and comprehensive.", MARIA),
    ),
    DemoPaper(
        *("L-4417", "Pay stub.pdf", DocumentSection.UPLOAD, 38, "Wages of one month.", LUIS),
    ),
    DemoPaper("C-9035", "Cardholder agreement.pdf", DocumentSection.AGREEMENT, 400, _AGREEMENT),
    DemoPaper("L-3601", "Note and mortgage.pdf", DocumentSection.AGREEMENT, 430, _AGREEMENT),
    DemoPaper("L-3001", "Loan agreement.pdf", DocumentSection.AGREEMENT, 130, _AGREEMENT),
)


def add_documents(session: Session, customers: dict[Person, Customer], business_date: date) -> None:
    """The rows are in the caller's unit of work; files without one are swept by the worker."""
    for paper in PAPERS:
        account = session.exec(select(Account).where(Account.number == paper.number)).one()
        added_on = business_date - timedelta(days=paper.days_ago)
        with TemporaryFile() as file:
            file.write(_printed(session, account, paper, added_on))
            file.flush()
            stored = adding.store(file, look(file, paper.name))
        document = adding.keep(
            session,
            account,
            stored,
            paper.section,
            borrower=_subject(session, customers[paper.owner]) if paper.owner else None,
            visible=paper.visible,
        )
        document.created_at = datetime.combine(added_on, time(15), UTC)


def _subject(session: Session, customer: Customer) -> Subject:
    login = session.exec(select(Login).where(Login.customer_id == customer.id)).one()
    name = f"{customer.first_name} {customer.last_name}"
    return Subject(login.id or 0, customer.id or 0, 0, name)


def _printed(session: Session, account: Account, paper: DemoPaper, on: date) -> bytes:
    letter = Letter(
        title=paper.name.removesuffix(".pdf"),
        day=on,
        lender=current_brand(),
        dated=formats.long_day(on),
        lead=paper.words,
        facts=_terms(session, account) if paper.section is DocumentSection.AGREEMENT else (),
        parts=(Part("Account", (f"{title(account)} {account.number}",)),),
        foot="A paper of the demo",
    )
    return render("letter", letter, "en")


def _terms(session: Session, account: Account) -> tuple[Fact, ...]:
    if "summary" not in tabs_of(account.kind):
        return ()
    terms = ledger.terms_of(session, account.id or 0)
    return (
        Fact("Amount lent", formats.money(terms.principal), strong=True),
        Fact("Interest rate", formats.percent(terms.rate)),
        Fact("Payments", formats.number(terms.payments)),
        Fact("First payment due", formats.day(terms.first_due)),
    )
