"""All documents of an account for agents: also hidden ones, and what each borrower added."""

from sqlmodel import Session, col, select

from models.agents import Agent
from models.customers import Customer, Login
from models.documents import AddedBy, Document
from portal_app.routes import lms_documents
from portal_app.settings import get_settings
from services.accounts.repository import any_account
from services.documents.words import section_label, size_words
from services.language import formats
from services.lms_accounts.views import FiledDocument, FiledPage
from services.subject import AgentSubject

PAGE = 6
"""Lines that are sent at once: below 2 KB (P7)."""
MOST_PAGES = 200


def filed_page(session: Session, agent: AgentSubject, number: object, page: int = 0) -> FiledPage:
    """By section, the newest first in each. Raises `NotFound`."""
    account = any_account(session, agent, number)
    nth = page if 0 <= page < MOST_PAGES else 0
    rows = session.exec(
        select(Document, Customer, Agent)
        .outerjoin(Customer, col(Customer.id) == col(Document.customer_id))
        .outerjoin(Login, col(Login.id) == col(Document.login_id))
        .outerjoin(Agent, col(Agent.id) == col(Login.agent_id))
        .where(col(Document.account_id) == account.id, col(Document.deleted_at).is_(None))
        .order_by(col(Document.section), col(Document.id).desc())
        .offset(nth * PAGE)
        .limit(PAGE + 1)
    ).all()
    shown = tuple(_line(*row) for row in rows[:PAGE])
    return FiledPage(shown, lms_documents(account.number), len(rows) > PAGE)


def _line(document: Document, customer: Customer | None, agent: Agent | None) -> FiledDocument:
    added_on = document.created_at.astimezone(get_settings().zone).date()
    return FiledDocument(
        key=document.key,
        name=document.name,
        section=_section(document),
        details=f"{size_words(document.size)} · {formats.day(added_on)}",
        by=_by(document, customer, agent),
        visible=document.visible,
    )


def _section(document: Document) -> str:
    if document.added_by is AddedBy.CUSTOMER:
        return "Added by the borrower"
    return section_label(document.section)


def _by(document: Document, customer: Customer | None, agent: Agent | None) -> str:
    if document.added_by is AddedBy.CUSTOMER and customer is not None:
        return f"{customer.first_name} {customer.last_name}"
    return agent.name if agent else "The lender's systems"
