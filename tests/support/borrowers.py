"""Customers with a login, for tests."""

from functools import cache
from itertools import count

from sqlmodel import Session

from models.accounts import AccountLink
from models.customers import Customer, Login, SecondStep
from services.database import unit_of_work
from services.logins import Entered, Visit, hash_password, log_in
from services.subject import Subject

PASSWORD = "correct horse battery"  # noqa: S105 -- a test's

_numbers = count(1)


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def borrower(email: str, second_step: SecondStep = SecondStep.INHERIT) -> int:
    """Id of a new login with `PASSWORD`."""
    with unit_of_work() as session:
        name = email.partition("@")[0].title()
        customer = Customer(
            first_name=name,
            last_name="Reyes",
            email=email,
            portal_access=True,
            second_step=second_step,
        )
        session.add(customer)
        session.flush()
        assert customer.id is not None
        login = Login(customer_id=customer.id, email=email, password_hash=_hashed())
        session.add(login)
        session.flush()
        assert login.id is not None
        return login.id


def entered(email: str) -> str:
    """The token of a new session of `email`, who needs no second step."""
    done = log_in(email, PASSWORD, Visit("127.0.0.1"))
    assert isinstance(done, Entered)
    return done.token


def new_borrower(session: Session, account_id: int | None = None) -> Subject:
    """Mia Ito, with a login that opens nothing; linked to the account, if one is named."""
    email = f"mia{next(_numbers)}@example.com"
    customer = Customer(first_name="Mia", last_name="Ito", email=email, portal_access=True)
    session.add(customer)
    session.flush()
    login = Login(customer_id=customer.id or 0, email=email, password_hash="-")
    session.add(login)
    session.flush()
    if account_id is not None:
        session.add(AccountLink(customer_id=customer.id or 0, account_id=account_id))
    return Subject(login.id or 0, customer.id or 0, 0, "Mia Ito")
