"""Credit that swipes hold which are authorized and have not posted."""

from collections.abc import Iterable

from sqlmodel import Session, col, func, select

from models.swipes import Swipe, SwipeState


def held(session: Session, account_ids: Iterable[int]) -> dict[int, int]:
    """Cents by account, for those with any."""
    rows = session.exec(
        select(Swipe.account_id, func.sum(Swipe.amount))
        .where(col(Swipe.account_id).in_(list(account_ids)), col(Swipe.state) == SwipeState.PENDING)
        .group_by(col(Swipe.account_id))
    )
    return {account_id: int(amount) for account_id, amount in rows}
