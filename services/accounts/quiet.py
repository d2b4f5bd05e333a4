"""Customers whose flags forbid wording of collection: facts only, no urging and no threat."""

from sqlmodel import Session

from models.customers import Customer
from services.subject import Subject


def forbids_collection(customer: Customer) -> bool:
    """Bankruptcy (11 U.S.C. 362 and 524), a death, or the wish not to be contacted (12 CFR
    1006.6(c))."""
    return customer.bankruptcy or customer.deceased or customer.cease_contact


def is_quiet(session: Session, subject: Subject) -> bool:
    customer = session.get(Customer, subject.customer_id)
    return customer is not None and forbids_collection(customer)
