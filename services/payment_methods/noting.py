"""What goes with every change of a payment method: an audit entry, and open tabs look again."""

from sqlmodel import Session

from models.payment_methods import PaymentMethod
from services import audit, live
from services.language import use_language
from services.payment_methods.words import method_name


def note(session: Session, method: PaymentMethod, verb: str, login_id: int | None) -> None:
    """`verb`: of `payment_method`; `login_id`: whose doing, None for the wallet's report."""
    with use_language("en"):  # agents read it
        name = method_name(method)
    audit.record(
        session,
        f"{'portal' if login_id else 'system'}:payment_method:{verb}",
        login_id=login_id,
        actor_login_id=login_id,
        customer_id=method.customer_id,
        detail=name,
    )
    live.tell_customer(session, method.customer_id)
