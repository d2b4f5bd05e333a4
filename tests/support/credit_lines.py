"""A line of credit that is due on the 25th, for tests."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from models.accounts import AccountKind, Product
from models.credit_lines import BalanceType
from models.statements import Statement
from services import ledger
from services.database import reading

OPENED = date(2026, 1, 5)
RATES = {
    BalanceType.PURCHASES: Decimal("18.25"),
    BalanceType.CASH_ADVANCES: Decimal("25.55"),
    BalanceType.BALANCE_TRANSFERS: Decimal("9.125"),
}
"""0.05, 0.07 and 0.025 percent a day."""


def new_line(session: Session, due_day: int = 25, number: str = "C-1") -> int:
    """Id of a card account with a limit of 5,000.00, opened on `OPENED`."""
    account = ledger.open_line(
        session,
        number=number,
        product=card_product(session),
        name="",
        credit_limit=5_000_00,
        due_day=due_day,
        rates=RATES,
        opened_on=OPENED,
    )
    return account.id or 0


def card_product(session: Session) -> Product:
    found = session.exec(select(Product).where(col(Product.code) == "card")).first()
    product = found or Product(
        code="card",
        name="Card",
        kind=AccountKind.CARD,
        late_fee=15_00,
        cash_advance_fee=10_00,
        cash_advance_percent=Decimal(5),
    )
    session.add(product)
    session.flush()
    return product


def statements(account_id: int) -> list[Statement]:
    with reading() as session:
        return [
            *session.exec(
                select(Statement)
                .where(col(Statement.account_id) == account_id)
                .order_by(col(Statement.number))
            )
        ]
