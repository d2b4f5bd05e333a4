"""How rows of a table of transactions show that they are, or can be, disputed.

For the Transactions tab: `marks_of(session, entries, swipes)` of the rows of one page, two queries
however many there are; the mark of a row is `mark.get(name_of(entry.id, swipe.id), NONE)`, its
texts go into the row's view, and `components/domain/dispute_dialog.py` shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models.swipes import Dispute, DisputeState, Swipe
from models.transactions import Transaction
from services.accounts.views import Tone
from services.disputes.things import CHARGES, name_of
from services.disputes.words import TONES, line_of


@dataclass(frozen=True, slots=True)
class Mark:
    """`thing`: what the dialog is opened with, "" where there is nothing to dispute; `line`: how
    its dispute stands, "" without one; `tone`: a badge's.
    """

    thing: str = ""
    line: str = ""
    tone: Tone = "mute"


NONE = Mark()


def marks_of(
    session: Session, entries: Sequence[Transaction], swipes: Sequence[Swipe]
) -> dict[str, Mark]:
    """By `name_of` a row. Of rows of one line of credit; an entry that is a swipe's has its mark
    under the swipe.
    """
    of_entry = {swipe.transaction_id: swipe.id for swipe in swipes if swipe.transaction_id}
    names = [name_of(None, swipe.id) for swipe in swipes]
    names += [
        name_of(entry.id, None)
        for entry in entries
        if entry.id not in of_entry and entry.kind in CHARGES
    ]
    standing = _standing(session, entries, swipes)
    return {name: standing.get(name, Mark(name)) for name in names}


def _standing(
    session: Session, entries: Sequence[Transaction], swipes: Sequence[Swipe]
) -> dict[str, Mark]:
    found = session.exec(
        select(Dispute).where(
            or_(
                col(Dispute.transaction_id).in_([entry.id for entry in entries]),
                col(Dispute.swipe_id).in_([swipe.id for swipe in swipes]),
            ),
            col(Dispute.state) != DisputeState.WITHDRAWN,
        )
    ).all()
    return {
        (name := name_of(one.transaction_id, one.swipe_id)): Mark(
            name, line_of(one.state, one.case_number), TONES[one.state]
        )
        for one in found
    }


__all__ = ["NONE", "Mark", "marks_of", "name_of"]
