"""Customers with a login, for tests."""

from functools import cache

from models.customers import Customer, Login, SecondStep
from services.database import unit_of_work
from services.logins import Entered, Visit, hash_password, log_in

PASSWORD = "correct horse battery"  # noqa: S105 -- a test's


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
