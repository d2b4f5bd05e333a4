"""Saved methods of a subject; there is no look-up without one."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.customers import Customer
from models.payment_methods import MethodKind, PaymentMethod
from services.errors import NotFound
from services.payment_methods.usable import Unusable, why_not
from services.subject import Subject

MOST = 20
"""Of one customer."""


@dataclass(frozen=True)
class SavedMethod:
    """`expires` is YYYY-MM of a card, else empty. `refused`: why it cannot pay today."""

    id: int
    kind: MethodKind
    brand: str
    account_type: str
    last_four: str
    expires: str
    is_default: bool
    refused: Unusable | None = None


def methods_of(session: Session, customer_id: int) -> list[PaymentMethod]:
    """Those that were not deleted, the default first, then as they were added."""
    return list(session.exec(_kept(customer_id)).all())


def saved_methods(session: Session, subject: Subject, on: date) -> tuple[SavedMethod, ...]:
    """The subject's own, as `methods_of` orders them."""
    return tuple(as_saved(row, on) for row in methods_of(session, subject.customer_id))


def as_saved(row: PaymentMethod, on: date) -> SavedMethod:
    return SavedMethod(
        id=row.id or 0,
        kind=row.kind,
        brand=row.brand,
        account_type=row.account_type,
        last_four=row.last_four,
        expires=row.expires,
        is_default=row.is_default,
        refused=why_not(row, on),
    )


def own(session: Session, subject: Subject, method_id: object) -> PaymentMethod:
    """The subject's method of this id, which may be anything at all. Raises NotFound."""
    if type(method_id) is not int or not 0 < method_id < 2**31:
        raise NotFound
    row = session.get(PaymentMethod, method_id)
    if row is None or row.customer_id != subject.customer_id or row.deleted_at is not None:
        raise NotFound
    return row


def lock(session: Session, customer_id: int) -> None:
    """Whoever changes a customer's methods holds this: there is one default at most."""
    session.exec(select(Customer.id).where(Customer.id == customer_id).with_for_update()).one()


def hand_on_default(session: Session, customer_id: int, on: date) -> None:
    """When no method is the default, the first that can pay becomes it; under `lock`."""
    rows = methods_of(session, customer_id)
    if any(row.is_default for row in rows):
        return
    usable = next((row for row in rows if why_not(row, on) is None), None)
    if usable is not None:
        usable.is_default = True
        session.add(usable)


def _kept(customer_id: int) -> SelectOfScalar[PaymentMethod]:
    return (
        select(PaymentMethod)
        .where(
            col(PaymentMethod.customer_id) == customer_id, col(PaymentMethod.deleted_at).is_(None)
        )
        .order_by(col(PaymentMethod.is_default).desc(), col(PaymentMethod.id))
    )
