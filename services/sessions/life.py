"""How long a session still lasts, and a use of it that is nothing but that."""

from dataclasses import dataclass
from math import ceil

from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.customers import Door
from models.sessions import Session as SessionRow
from services.sealing import token_hash
from services.sessions.lookup import IDLE, agent_behind, borrower_behind


@dataclass(frozen=True)
class Left:
    """Seconds, 0 for none; `can_stay`: a use now would make it last longer."""

    seconds: int = 0
    can_stay: bool = False


def left(session: Session, token: str, door: Door) -> Left:
    """Until it idles out or reaches its absolute end, whichever comes first; stamps nothing."""
    if not _is_open(session, token, door):
        return Left()
    found = session.exec(
        select(SessionRow.last_used_at, SessionRow.expires_at).where(
            SessionRow.token_hash == token_hash(token)
        )
    ).one()
    now, idle_at, expires_at = utc_now(), found[0] + IDLE, found[1]
    ends = min(idle_at, expires_at)
    return Left(max(0, ceil((ends - now).total_seconds())), idle_at < expires_at)


def stay(session: Session, token: str, door: Door) -> None:
    """Somebody is there; an ended session stays ended."""
    if _is_open(session, token, door):
        mine = update(SessionRow).where(col(SessionRow.token_hash) == token_hash(token))
        session.execute(mine.values(last_used_at=utc_now()))


def _is_open(session: Session, token: str, door: Door) -> bool:
    behind = borrower_behind if door is Door.PORTAL else agent_behind
    return behind(session, token) is not None
