"""The lender's products in the demo."""

from sqlmodel import Session

from models.accounts import AccountKind, Product
from models.servicing import InterestMethod

_LATE_FEE = 1_500
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
    """By code; every one has ten grace days and a late fee of 15.00."""
    products = {
        code: Product(
            code=code, name=name, kind=kind, method=method, late_fee=_LATE_FEE, grace_days=10
        )
        for code, name, kind, method in _PRODUCTS
    }
    session.add_all(products.values())
    session.flush()
    return products
