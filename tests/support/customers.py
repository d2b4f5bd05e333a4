"""Agents and customers with accounts, as services see them, for tests of the LMS."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from models.accounts import Account, AccountKind, AccountLink, Product
from models.agents import Agent
from models.audit import AuditEntry
from models.customers import Customer, Door, Login
from models.live import LiveNotice
from models.messages import Message
from services import ledger
from services.business_date import freeze_at
from services.database import reading, unit_of_work
from services.roles import AgentRole
from services.servicing.terms import Terms
from services.subject import AgentSubject

TODAY = date(2026, 3, 10)
TERMS = Terms(9_000_00, Decimal("9.9"), 36, date(2026, 3, 1))


def agent(role: AgentRole = AgentRole.SERVICER) -> AgentSubject:
    """A stored one: the audit log names their login."""
    with unit_of_work() as session:
        row = Agent(name="Ada Agent", role=role)
        session.add(row)
        session.flush()
        count = len(session.exec(select(Login.id)).all())
        login = Login(door=Door.LMS, agent_id=row.id, email=f"agent{count}@lender.example")
        session.add(login)
        session.flush()
        return AgentSubject(login.id or 0, row.id or 0, 1, row.name, role, address="203.0.113.7")


def customer(email: str = "c@example.com", first: str = "Cara", last: str = "Doe") -> int:
    with unit_of_work() as session:
        row = Customer(first_name=first, last_name=last, email=email)
        session.add(row)
        session.flush()
        return row.id or 0


def loan(number: str, *linked_to: int) -> int:
    """An open one of 9,000.00; the answer is its id."""
    with unit_of_work() as session:
        freeze_at(session, TODAY)
        product = session.exec(select(Product).where(Product.code == "test")).first()
        if product is None:
            product = Product(code="test", name="Loan", kind=AccountKind.PERSONAL_LOAN)
            session.add(product)
            session.flush()
        account = ledger.open_loan(
            session, number=number, product=product, name="", terms=TERMS, opened_on=TERMS.starts
        )
        for customer_id in linked_to:
            session.add(AccountLink(customer_id=customer_id, account_id=account.id or 0))
        return account.id or 0


@dataclass(frozen=True)
class Traces:
    """What a change left: entries of the log as (action, actor, detail), mails, who was told."""

    log: list[tuple[str, int | None, str]]
    mails: list[tuple[str, str]]
    told: set[int]


def traces() -> Traces:
    with reading() as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
        mails = session.exec(select(Message).order_by(col(Message.id))).all()
        return Traces(
            [(one.action, one.actor_login_id, one.detail) for one in entries],
            [(one.recipient, one.template.rpartition(".")[2]) for one in mails],
            set(session.exec(select(LiveNotice.login_id)).all()),
        )


def account_link(session: Session, customer_id: int, number: str) -> AccountLink | None:
    return session.exec(
        select(AccountLink)
        .join(Account, col(Account.id) == col(AccountLink.account_id))
        .where(AccountLink.customer_id == customer_id, Account.number == number)
    ).one_or_none()
