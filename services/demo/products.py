"""The lender's products in the demo."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models.accounts import AccountKind, Product
from models.credit_lines import MinimumRule
from models.servicing import InterestMethod

_LATE_FEE = 15_00
_CASH_ADVANCE_FEE = 10_00
_FROM_THE_FIRST = date(1970, 1, 1)
_PRODUCTS = (
    ("personal", "Personal loan", AccountKind.PERSONAL_LOAN, InterestMethod.PERIODIC),
    ("personal-daily", "Daily simple loan", AccountKind.PERSONAL_LOAN, InterestMethod.DAILY),
    ("auto", "Auto loan", AccountKind.AUTO_LOAN, InterestMethod.PERIODIC),
    ("home", "Home loan", AccountKind.HOME_LOAN, InterestMethod.PERIODIC),
    ("lease", "Lease", AccountKind.LEASE, InterestMethod.PERIODIC),
    ("card", "Juniper Card", AccountKind.CARD, InterestMethod.DAILY),
    ("line", "Juniper Line", AccountKind.LINE_OF_CREDIT, InterestMethod.DAILY),
)


def add_products(session: Session) -> dict[str, Product]:
    """By code; every one has ten grace days and a late fee of 15.00.

    Cards and lines ask for 25.00 or 2 % with the new interest.
    """
    products = {
        code: Product(
            code=code, name=name, kind=kind, method=method, late_fee=_LATE_FEE, grace_days=10
        )
        for code, name, kind, method in _PRODUCTS
    }
    products["card"].cash_advance_fee = _CASH_ADVANCE_FEE
    products["card"].cash_advance_percent = Decimal(5)
    session.add_all(products.values())
    session.flush()
    for code in ("card", "line"):
        session.add(MinimumRule(product_id=products[code].id or 0, from_on=_FROM_THE_FIRST))
    session.flush()
    return products
