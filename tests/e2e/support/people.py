"""Who and what the demo does not have: cards that fail, a borrower without accounts."""

import httpx
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.customers import Customer, Login, SecondStep
from models.payment_methods import MethodKind, PaymentMethod
from portal_app.demo_logins import PASSWORD
from services.database import unit_of_work
from services.logins import hash_password

NOBODYS = "nora.lund@example.com"
DECLINED, NO_MONEY, TIMES_OUT = "4000000000000002", "4000000000009995", "4000000000003220"
TO_SET_UP, WITHOUT_PHONE = "noor.aziz@example.com", "phil.moss@example.com"
NEVER_SET_UP = "lena.frost@example.com"
NEW = {
    NOBODYS: SecondStep.NONE,
    TO_SET_UP: SecondStep.AUTHENTICATOR,
    WITHOUT_PHONE: SecondStep.SMS,
    NEVER_SET_UP: SecondStep.AUTHENTICATOR,
}
MARIA = "maria.reyes@example.com"


def add_people_and_cards(engine: Engine, wallet: httpx.Client) -> None:
    tokens = {number: _save(wallet, number) for number in (DECLINED, NO_MONEY, TIMES_OUT)}
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
        for email, second_step in NEW.items():
            add_person(session, email, second_step)


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
