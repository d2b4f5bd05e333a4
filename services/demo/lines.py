"""Cards and lines of credit as their last statements left them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session

from models.accounts import Account, Product
from models.credit_lines import BalanceType
from models.customers import Customer
from services.credit_lines.balances import ByType, LinePosition
from services.demo.loans import link
from services.demo.people import ERIN, MARIA, SAM, TINA, Person
from services.ledger import Boarded, open_line


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


RATES = {
    BalanceType.PURCHASES: Decimal("21.99"),
    BalanceType.CASH_ADVANCES: Decimal("26.99"),
    BalanceType.BALANCE_TRANSFERS: Decimal("17.99"),
}
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
    due_on = business_date + timedelta(days=line.due_in)
    position = LinePosition(principal=ByType(line.balance), advanced=line.balance)
    return open_line(
        session,
        number=line.number,
        product=product,
        name=product.name,
        credit_limit=line.credit_limit,
        due_day=min(due_on.day, 28),
        rates=RATES,
        opened_on=business_date - timedelta(days=400),
        boarded=Boarded(
            position,
            statement_balance=line.balance,
            minimum_due=line.minimum_due,
            minimum_due_on=due_on if line.minimum_due else None,
        ),
        boarded_on=business_date,
    )
