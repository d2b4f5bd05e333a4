"""Who and what the demo does not have: cards that fail, a borrower without accounts."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

import httpx
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.accounts import Product
from models.customers import Customer, Login, SecondStep
from models.payment_methods import MethodKind, PaymentMethod
from portal_app.demo_logins import PASSWORD
from services.business_date import today
from services.database import unit_of_work
from services.demo.loans import link
from services.ledger import open_loan
from services.logins import hash_password
from services.servicing.terms import Terms

NOBODYS = "nora.lund@example.com"
DECLINED, NO_MONEY, TIMES_OUT = "4000000000000002", "4000000000009995", "4000000000003220"
FAILING = (DECLINED, NO_MONEY, TIMES_OUT)
TO_SET_UP, WITHOUT_PHONE = "noor.aziz@example.com", "phil.moss@example.com"
NEVER_SET_UP = "lena.frost@example.com"
CHARGED_OFF, CHARGED_OFF_LOAN = "otto.brandt@example.com", "L-9401"
"""Their loan is open until a test charges it off."""
NEW = {
    NOBODYS: SecondStep.NONE,
    TO_SET_UP: SecondStep.AUTHENTICATOR,
    WITHOUT_PHONE: SecondStep.SMS,
    NEVER_SET_UP: SecondStep.AUTHENTICATOR,
    CHARGED_OFF: SecondStep.NONE,
}
MARIA = "maria.reyes@example.com"


def add_people_and_cards(engine: Engine, wallet: httpx.Client) -> None:
    add_cards(engine, wallet, FAILING)
    with unit_of_work(engine) as session:
        for email, second_step in NEW.items():
            add_person(session, email, second_step)
        _add_loan(session, CHARGED_OFF, CHARGED_OFF_LOAN)


def add_cards(engine: Engine, wallet: httpx.Client, numbers: Iterable[str]) -> None:
    """Maria's."""
    tokens = {number: _save(wallet, number) for number in numbers}
    with unit_of_work(engine) as session:
        maria = session.exec(select(Customer).where(col(Customer.email) == MARIA)).one()
        for number, token in tokens.items():
            session.add(
                PaymentMethod(
                    customer_id=maria.id or 0,
                    profile_token=token,
                    kind=MethodKind.CARD,
                    brand="Visa",
                    last_four=number[-4:],
                    expires="2031-12",
                )
            )


def _add_loan(session: Session, email: str, number: str) -> None:
    """4,800.00 over two years, nothing paid yet."""
    owner = session.exec(select(Customer).where(col(Customer.email) == email)).one()
    product = session.exec(select(Product).where(col(Product.code) == "personal")).one()
    terms = Terms(4_800_00, Decimal("9.9"), 24, today(session) + timedelta(days=20))
    account = open_loan(
        session, number=number, product=product, name="", terms=terms, opened_on=terms.starts
    )
    link(session, account, owner)


def _save(wallet: httpx.Client, number: str) -> str:
    body = {
        "kind": "card",
        "number": number,
        "exp_month": 12,
        "exp_year": 2031,
        "holder": "Maria Reyes",
        "zip": "94110",
    }
    return wallet.post("/v1/payment-profiles", json=body).raise_for_status().json()["id"]


def add_person(session: Session, email: str, second_step: SecondStep) -> None:
    first, last = email.partition("@")[0].title().split(".")
    customer = Customer(
        first_name=first,
        last_name=last,
        email=email,
        state="ME",
        portal_access=True,
        second_step=second_step,
    )
    session.add(customer)
    session.flush()
    session.add(
        Login(customer_id=customer.id or 0, email=email, password_hash=hash_password(PASSWORD))
    )
