"""An authenticator's clock that is off: told only when two codes in a row agree on it.

One code alone says nothing, so that trying codes of other times is no oracle; both are used up.
"""

from sqlmodel import Session

from services.logins.pending import Pending
from services.second_steps import authenticator
from services.second_steps.errors import ClockIsOff

_WITHIN = 10
"""Steps between the two codes: five minutes."""


def clock_error(session: Session, pending: Pending, code: str) -> ClockIsOff | None:
    """After a code that is not right now; remembers its time for the next one."""
    counter = authenticator.far_counter(session, pending.login_id, code)
    before = pending.row.drift_counter
    pending.row.drift_counter = counter
    session.add(pending.row)
    if counter is None:
        return None
    authenticator.use_up(session, pending.login_id, counter)
    if before is None or not before < counter <= before + _WITHIN:
        return None
    steps = counter - authenticator.now_counter()
    if abs(steps) <= authenticator.DRIFT:
        return None
    return ClockIsOff(steps * authenticator.STEP)
