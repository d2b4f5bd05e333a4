"""Cards and lines of credit as their last statements left them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from models.accounts import Account, Product
from models.credit_lines import CreditLine
from models.customers import Customer
from services.demo.loans import link
from services.demo.people import ERIN, MARIA, SAM, TINA, Person
from services.ledger import board
from services.servicing.position import Position


@dataclass(frozen=True)
class Line:
    """Cents; the minimum falls due `due_in` days after the business date."""

    number: str
    product: str
    owner: Person
    credit_limit: int
    balance: int
    minimum_due: int
    due_in: int = 12


LINES = (
    Line("C-9035", "card", MARIA, 500_000, 128_450, 3_500),
    Line("C-3002", "card", SAM, 300_000, 0, 0),
    Line("C-3602", "line", ERIN, 2_000_000, 615_000, 12_300),
    *(
        Line(f"C-{4000 + number}", "card", TINA, 200_000, number * 2_500, 2_500)
        for number in range(1, 13)
    ),
)


def add_lines(
    session: Session,
    products: dict[str, Product],
    customers: dict[Person, Customer],
    business_date: date,
) -> None:
    """Board every line with its balance, and what its statement asks for."""
    for line in LINES:
        account = _board(session, line, products[line.product], business_date)
        link(session, account, customers[line.owner])


def _board(session: Session, line: Line, product: Product, business_date: date) -> Account:
    assert product.id is not None
    account = Account(
        number=line.number,
        product_id=product.id,
        kind=product.kind,
        name=product.name,
        opened_on=business_date - timedelta(days=400),
    )
    session.add(account)
    session.flush()
    assert account.id is not None
    owed = Position(business_date, principal=line.balance, advanced=line.balance)
    board(session, account, owed, business_date)
    due_on = business_date + timedelta(days=line.due_in) if line.minimum_due else None
    session.add(
        CreditLine(
            account_id=account.id,
            credit_limit=line.credit_limit,
            minimum_due=line.minimum_due,
            minimum_due_on=due_on,
        )
    )
    return account
