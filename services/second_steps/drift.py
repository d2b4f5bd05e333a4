"""An authenticator's clock that is off: told only when two codes in a row agree on it.

One code alone says nothing, so that trying codes of other times is no oracle; both are used up.
"""

from sqlmodel import Session

from services.logins.pending import Pending
from services.second_steps import authenticator
from services.second_steps.errors import ClockIsOff

_AGREE = 1
"""Steps: a code is read early in its half minute and typed late."""


def clock_error(session: Session, pending: Pending, code: str) -> ClockIsOff | None:
    """After a code that is not right now; remembers its drift for the next one."""
    before = pending.row.drift_steps
    now = pending.row.drift_steps = authenticator.drift_of(session, pending.login_id, code)
    session.add(pending.row)
    if before is None or now is None or abs(now - before) > _AGREE:
        return None
    return ClockIsOff(now * authenticator.STEP)
