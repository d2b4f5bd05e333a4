"""The people of the demo and their logins."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from models.base import utc_now
from models.customers import Customer, Login, SecondStep
from services.second_steps import authenticator

LOGINS_SINCE = timedelta(days=1)
"""How long ago the demo people got their logins: none has just signed up."""


@dataclass(frozen=True)
class Person:
    """`second_step` overrides the lender's policy; without `login` there is no way in yet."""

    email: str
    first_name: str
    last_name: str
    state: str
    second_step: SecondStep = SecondStep.INHERIT
    phone: str | None = None
    login: bool = True
    authenticator: str = ""
    """Secret (base32) of one that is set up."""
    portal_access: bool = True


MARIA = Person("maria.reyes@example.com", "Maria", "Reyes", "CA", SecondStep.NONE)
LUIS = Person("luis.reyes@example.com", "Luis", "Reyes", "CA", SecondStep.NONE)
SAM = Person("sam.okafor@example.com", "Sam", "Okafor", "NY", SecondStep.SMS, "+12025550143")
ERIN = Person("erin.walsh@example.com", "Erin", "Walsh", "MA", SecondStep.EMAIL)
ALEX = Person("alex.chen@example.com", "Alex", "Chen", "WA", SecondStep.AUTHENTICATOR)
TINA = Person(
    "tina.novak@example.com",
    "Tina",
    "Novak",
    "IL",
    SecondStep.AUTHENTICATOR,
    authenticator="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
)
NINA = Person("nina.costa@example.com", "Nina", "Costa", "TX", login=False)
OMAR = Person("omar.haddad@example.com", "Omar", "Haddad", "MI", login=False, portal_access=False)
PEOPLE = (MARIA, LUIS, SAM, ERIN, ALEX, TINA, NINA, OMAR)


def add_people(session: Session, password_hash: str) -> dict[Person, Customer]:
    """Customers, and logins for those who have one, all with the same password."""
    return {person: _add(session, person, password_hash) for person in PEOPLE}


def _add(session: Session, person: Person, password_hash: str) -> Customer:
    customer = Customer(
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        phone=person.phone,
        state=person.state,
        portal_access=person.portal_access,
        second_step=person.second_step,
    )
    session.add(customer)
    session.flush()
    assert customer.id is not None
    if person.login:
        _add_login(session, customer.id, person, password_hash)
    return customer


def _add_login(session: Session, customer_id: int, person: Person, password_hash: str) -> None:
    login = Login(
        customer_id=customer_id,
        email=person.email,
        password_hash=password_hash,
        created_at=utc_now() - LOGINS_SINCE,
    )
    session.add(login)
    session.flush()
    if person.authenticator and login.id is not None:
        authenticator.replace(session, login.id, person.authenticator)
