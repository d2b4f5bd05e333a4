"""A dispute's life: one row a step, and none that is not legal."""

from sqlmodel import Session, select

from models.swipes import Dispute, DisputeState, DisputeStep
from services.disputes.errors import DisputeIsOver

STEPS = {
    DisputeState.OPEN: {
        DisputeState.IN_REVIEW,
        DisputeState.RESOLVED_FOR_BORROWER,
        DisputeState.RESOLVED_AS_BILLED,
        DisputeState.WITHDRAWN,
    },
    DisputeState.IN_REVIEW: {
        DisputeState.RESOLVED_FOR_BORROWER,
        DisputeState.RESOLVED_AS_BILLED,
        DisputeState.WITHDRAWN,
    },
}


def begin(session: Session, dispute: Dispute) -> Dispute:
    session.add(dispute)
    session.flush()
    _step(session, dispute, "")
    return dispute


def locked(session: Session, dispute_id: int) -> Dispute:
    """As it is now, until the unit of work ends."""
    return session.exec(
        select(Dispute)
        .where(Dispute.id == dispute_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def advance(session: Session, dispute: Dispute, state: DisputeState, note: str = "") -> None:
    """Raises DisputeIsOver where there is no such step."""
    if state not in STEPS.get(dispute.state, ()):
        raise DisputeIsOver(dispute.state)
    dispute.state = state
    session.add(dispute)
    _step(session, dispute, note)


def _step(session: Session, dispute: Dispute, note: str) -> None:
    assert dispute.id is not None
    session.add(DisputeStep(dispute_id=dispute.id, state=dispute.state, note=note))
    session.flush()
