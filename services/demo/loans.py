"""Installment accounts, their history made by posting payment after payment."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session

from models.accounts import Account, AccountLink, Product, Role
from models.customers import Customer
from services.demo.offsets import first_due_before
from services.demo.people import ALEX, ERIN, LUIS, MARIA, NINA, OMAR, SAM, TINA, Person
from services.ledger import charge_off, open_loan, post_payment
from services.servicing.duedates import month_day
from services.servicing.schedule import build_schedule
from services.servicing.terms import Terms


@dataclass(frozen=True)
class Loan:
    """What was lent, and where its installments stand.

    principal      cents; `rate` percent a year
    last_due_ago   days from the latest due date in the past to the business date
    made           installments paid, each on its day
    missed         installments after those, due and not paid
    """

    number: str
    product: str
    owner: Person
    principal: int
    rate: str
    payments: int
    last_due_ago: int
    made: int
    missed: int = 0
    web_access: bool = True
    co_borrower: Person | None = None
    charged_off: bool = False


LOANS = (
    Loan("L-1082", "personal", MARIA, 1_400_000, "14.07", 36, 3, 12),
    Loan("L-4417", "auto", MARIA, 1_180_000, "6.49", 60, 6, 10, 1, co_borrower=LUIS),
    Loan("L-2210", "lease", MARIA, 720_000, "3.90", 24, 40, 24),
    Loan("L-7001", "personal", MARIA, 500_000, "11.20", 24, 12, 5, web_access=False),
    Loan("L-3001", "personal-daily", SAM, 1_002_500, "4.50", 12, 8, 4),
    Loan("L-3601", "home", ERIN, 18_000_000, "4.25", 360, 15, 14),
    Loan("L-3003", "personal", ALEX, 800_000, "9.90", 36, 10, 7),
    Loan("L-3005", "personal", NINA, 650_000, "10.50", 36, 5, 3),
    Loan("L-3006", "personal", OMAR, 300_000, "12.00", 24, 9, 6),
    Loan("L-4013", "personal", TINA, 400_000, "17.90", 36, 14, 3, 6, charged_off=True),
)


def add_loans(
    session: Session,
    products: dict[str, Product],
    customers: dict[Person, Customer],
    business_date: date,
) -> None:
    """Open every loan, post its payments, and link its people."""
    for loan in LOANS:
        account = _open(session, loan, products[loan.product], business_date)
        link(session, account, customers[loan.owner], web_access=loan.web_access)
        if loan.co_borrower:
            link(session, account, customers[loan.co_borrower], Role.SECONDARY)


def link(
    session: Session,
    account: Account,
    customer: Customer,
    role: Role = Role.PRIMARY,
    *,
    web_access: bool = True,
) -> None:
    """Tie a customer to an account."""
    assert account.id is not None
    assert customer.id is not None
    session.add(
        AccountLink(
            customer_id=customer.id, account_id=account.id, role=role, web_access=web_access
        )
    )


def _open(session: Session, loan: Loan, product: Product, business_date: date) -> Account:
    terms = _terms(loan, product, business_date)
    account = open_loan(
        session,
        number=loan.number,
        product=product,
        name="",
        terms=terms,
        opened_on=terms.starts,
    )
    assert account.id is not None
    due = [row for row in build_schedule(terms).rows if row.due_date <= business_date]
    for row in due[: len(due) - loan.missed]:
        post_payment(session, account.id, row.payment, row.due_date)
    if loan.charged_off:
        charge_off(session, account.id, business_date - timedelta(days=1))
    return account


def _terms(loan: Loan, product: Product, business_date: date) -> Terms:
    last_due = business_date - timedelta(days=loan.last_due_ago)
    first = first_due_before(last_due, loan.made + loan.missed - 1)
    return Terms(
        loan.principal,
        Decimal(loan.rate),
        loan.payments,
        first,
        start=month_day(first, -1, first.day),
        method=product.method,
        rounding=product.rounding,
    )
