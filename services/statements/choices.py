"""Which choice of delivery holds: the newest of a login and account."""

from sqlmodel import Session, col, select

from models.statements import DeliveryChoice


def newest_choice(session: Session, account_id: int, login_id: int) -> DeliveryChoice | None:
    """None: nothing was ever agreed to, so that statements are on paper."""
    return session.exec(
        select(DeliveryChoice)
        .where(
            col(DeliveryChoice.account_id) == account_id, col(DeliveryChoice.login_id) == login_id
        )
        .order_by(col(DeliveryChoice.id).desc())
        .limit(1)
    ).first()
