"""What the dialog offers: amounts, saved methods, and what is still under way."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.payment_methods import MethodKind, PaymentMethod
from models.payments import AmountChoice
from services.accounts.repository import account_for
from services.business_date import today
from services.payments.accounts import processing_total, require_payable
from services.payments.offered import offered_on
from services.subject import Subject


@dataclass(frozen=True)
class SavedMethod:
    """`expires` is YYYY-MM of a card, else empty."""

    id: int
    kind: MethodKind
    brand: str
    account_type: str
    last_four: str
    expires: str
    is_default: bool


@dataclass(frozen=True)
class PayOptions:
    """Cents; `being_checked` is the sum of payments whose outcome is not known yet."""

    amounts: Mapping[AmountChoice, int]
    methods: tuple[SavedMethod, ...]
    being_checked: int


def pay_options(session: Session, subject: Subject, number: str) -> PayOptions:
    """Raises NotFound, AccountNotPayable."""
    account = account_for(session, subject, number)
    require_payable(account)
    assert account.id is not None
    return PayOptions(
        amounts=offered_on(session, account, today(session)).amounts,
        methods=saved_methods(session, subject),
        being_checked=processing_total(session, account.id),
    )


def saved_methods(session: Session, subject: Subject) -> tuple[SavedMethod, ...]:
    """The subject's own, the default first."""
    rows = session.exec(
        select(PaymentMethod)
        .where(
            col(PaymentMethod.customer_id) == subject.customer_id,
            col(PaymentMethod.deleted_at).is_(None),
        )
        .order_by(col(PaymentMethod.is_default).desc(), col(PaymentMethod.id))
    ).all()
    return tuple(
        SavedMethod(
            id=row.id or 0,
            kind=row.kind,
            brand=row.brand,
            account_type=row.account_type,
            last_four=row.last_four,
            expires=row.expires,
            is_default=row.is_default,
        )
        for row in rows
    )
