"""How rows of a table of transactions show that they are disputed.

A row's `key` is that of `services/transactions`: "t12" an entry (perhaps of a swipe), "s7" a swipe.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models.swipes import Dispute, DisputeState, Swipe, SwipeState
from models.transactions import Transaction
from services.accounts.views import Tone
from services.disputes.things import CHARGES
from services.disputes.words import TONES, line_of


@dataclass(frozen=True, slots=True)
class Mark:
    """`line`: how its dispute stands; `tone`: a badge's."""

    line: str
    tone: Tone


def can_be_disputed(entry: Transaction | None, swipe: Swipe | None) -> bool:
    """By what it is, on a line of credit; whether it is too late is told by the dialog."""
    if entry is not None:
        return entry.kind in CHARGES
    return swipe is not None and swipe.state is SwipeState.PENDING


def marks_of(session: Session, keys: Iterable[str]) -> dict[str, Mark]:
    """Of the disputed rows, by their keys; one query for a page."""
    named = set(keys)
    entries = [int(key[1:]) for key in named if key.startswith("t")]
    swipes = [int(key[1:]) for key in named if key.startswith("s")]
    if not named:
        return {}
    rows = session.exec(
        select(Dispute, Swipe.transaction_id)
        .outerjoin(Swipe, col(Swipe.id) == col(Dispute.swipe_id))
        .where(
            or_(
                col(Dispute.transaction_id).in_(entries),
                col(Dispute.swipe_id).in_(swipes),
                col(Dispute.swipe_id).in_(
                    select(col(Swipe.id)).where(col(Swipe.transaction_id).in_(entries))
                ),
            ),
            col(Dispute.state) != DisputeState.WITHDRAWN,
        )
    )
    found: dict[str, Mark] = {}
    for dispute, posted in rows:
        entry = posted or dispute.transaction_id
        key = f"t{entry}" if entry else f"s{dispute.swipe_id}"
        found[key] = Mark(line_of(dispute.state, dispute.case_number), TONES[dispute.state])
    return found
