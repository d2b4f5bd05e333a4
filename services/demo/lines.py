"""Cards and lines of credit, their history made by posting day after day; Maria's: `history`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session

from models.accounts import Product
from models.credit_lines import BalanceType
from models.customers import Customer
from services.demo.loans import link
from services.demo.people import ERIN, SAM, TINA, Person
from services.demo.spending import Habits, live_through
from services.ledger import open_line

NEXT_DUE_IN = 12
CARD_RATES = {
    BalanceType.PURCHASES: Decimal("21.99"),
    BalanceType.CASH_ADVANCES: Decimal("26.99"),
    BalanceType.BALANCE_TRANSFERS: Decimal("17.99"),
}
LINE_RATES = {BalanceType.CASH_ADVANCES: Decimal("12.90")}


@dataclass(frozen=True)
class Line:
    """A limit in cents, and for how many days it has been open."""

    number: str
    product: str
    owner: Person
    credit_limit: int
    days_open: int
    habits: Habits = field(default_factory=Habits)
    rates: Mapping[BalanceType, Decimal] = field(default_factory=lambda: CARD_RATES)


LINES = (
    Line("C-3002", "card", SAM, 3_000_00, 10),
    Line(
        "C-3602",
        "line",
        ERIN,
        20_000_00,
        200,
        Habits(advances={170: 5_400_00, 48: 900_00}),
        LINE_RATES,
    ),
    *(
        Line(
            f"C-{4000 + number}", "card", TINA, 2_000_00, 60, Habits(purchases={20: number * 25_00})
        )
        for number in range(1, 13)
    ),
)


def add_lines(
    session: Session,
    products: dict[str, Product],
    customers: dict[Person, Customer],
    business_date: date,
) -> None:
    """Open every line, link its owner, then live through its days."""
    for line in LINES:
        opened_on = business_date - timedelta(days=line.days_open)
        account = open_line(
            session,
            number=line.number,
            product=products[line.product],
            name=products[line.product].name,
            credit_limit=line.credit_limit,
            due_day=due_day(business_date),
            rates=line.rates,
            opened_on=opened_on,
        )
        link(session, account, customers[line.owner])
        live_through(session, account.id or 0, line.habits, opened_on, business_date)


def due_day(business_date: date) -> int:
    """Of the month, so that the next payment is due in about `NEXT_DUE_IN` days."""
    day = (business_date + timedelta(days=NEXT_DUE_IN)).day
    return day if day <= 28 else 1
