"""All of the demo, once: repeatable until its people are there, then it does nothing."""

from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from models.customers import Customer
from models.payment_methods import PaymentMethod
from services.boarding import import_tape
from services.business_date import calendar_date, freeze_at, today
from services.database import reading, unit_of_work
from services.demo.agents import add_agents
from services.demo.cards import add_cards, issue_cards, swipe_pending
from services.demo.collateral import add_collateral
from services.demo.documents import add_documents
from services.demo.history import add_history
from services.demo.lines import add_lines
from services.demo.loans import add_loans
from services.demo.methods import add_methods, create_profiles
from services.demo.people import MARIA, add_people
from services.demo.products import add_products
from services.demo.wallet import AskWallet
from services.logins import hash_password

TAPE = Path(__file__).with_name("loan_tape.csv")


def is_seeded() -> bool:
    with reading() as session:
        return _has_methods(session)


def seed(ask: AskWallet, password: str) -> None:
    """Freeze the business date at the calendar's and fill an empty database.

    The people come in one unit of work, and after them Maria's methods, which the wallet keeps
    under her name: what an interrupted seeding left is completed.
    """
    with unit_of_work() as session:
        freeze_at(session, calendar_date())
        business_date = today(session)
    _add_people(ask, password, business_date)
    with reading() as session:
        maria = _maria(session)
    assert maria is not None
    profiles = create_profiles(ask, maria, business_date)
    with unit_of_work() as session:
        if not _has_methods(session):
            add_methods(session, maria, profiles)


def _add_people(ask: AskWallet, password: str, business_date: date) -> None:
    issued = issue_cards(ask, business_date)
    pending = swipe_pending(ask, issued, business_date)
    hashed = hash_password(password)
    import_tape(TAPE)
    with unit_of_work() as session:
        if _maria(session) is not None:
            return
        products = add_products(session)
        customers = add_people(session, hashed)
        add_agents(session, hashed)
        add_loans(session, products, customers, business_date)
        add_history(session, products["card"], customers[MARIA], issued, business_date)
        add_lines(session, products, customers, business_date)
        add_cards(session, issued, pending)
        add_collateral(session, business_date)
        add_documents(session, customers, business_date)


def _maria(session: Session) -> int | None:
    return session.exec(select(Customer.id).where(Customer.email == MARIA.email)).first()


def _has_methods(session: Session) -> bool:
    found = select(PaymentMethod.id).where(PaymentMethod.customer_id == _maria(session))
    return session.exec(found).first() is not None
