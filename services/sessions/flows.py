"""A browser's session: 256 random bits in a cookie, their hash in SQL.

Idle and absolute limits after NIST SP 800-63B, 4.2.3 (AAL2: 30 min to 1 h idle, 24 h at most).
Each front door has its own cookie and its own look-up: a borrower's session opens nothing in the
LMS, and the other way round.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.customers import Login
from models.sessions import Session as SessionRow
from services import audit, live
from services.database import reading, unit_of_work
from services.errors import Busy
from services.sealing import TOKEN_LENGTH, new_token, token_hash
from services.sessions.lookup import agent_behind, borrower_behind
from services.subject import AgentSubject, Subject

Who = TypeVar("Who", Subject, AgentSubject)

ABSOLUTE = timedelta(hours=24)
STAMP_EVERY = timedelta(minutes=1)
FRESH = timedelta(minutes=10)
"""How long a shown password or code counts as fresh proof."""


def start(
    session: Session,
    login: Login,
    address: str = "",
    user_agent: str = "",
    device_id: int | None = None,
    browser: str = "",
) -> str:
    """A new session of `login`; the answer is its token, which is kept nowhere.

    `browser`: the token by which the browser is known again (`logins_of_browser`).
    """
    assert login.id is not None
    token = new_token()
    now = utc_now()
    session.add(
        SessionRow(
            token_hash=token_hash(token),
            login_id=login.id,
            created_at=now,
            last_used_at=now,
            expires_at=now + ABSOLUTE,
            proved_at=now,
            address=address[:45],
            user_agent=user_agent[:200],
            device_id=device_id,
            browser_hash=token_hash(browser) if browser else None,
        )
    )
    audit.record(
        session,
        f"{login.door}:session:started",
        login_id=login.id,
        actor_login_id=login.id,
        address=address,
        user_agent=user_agent,
    )
    return token


def logins_of_browser(session: Session, browser: str) -> set[int]:
    """Whose sessions began in the browser with this token; empty for one that is made up."""
    if len(browser) != TOKEN_LENGTH:
        return set()
    found = select(SessionRow.login_id).where(SessionRow.browser_hash == token_hash(browser))
    return set(session.exec(found.distinct()).all())


def has_begun(session: Session, login_id: int) -> bool:
    """Whether the login ever had a session."""
    found = select(SessionRow.id).where(SessionRow.login_id == login_id).limit(1)
    return session.exec(found).first() is not None


def subject_for(session: Session, token: str) -> Subject | None:
    """Whose session it is; None when unknown, ended, idle for too long, too old, or shut out.

    Stamps the last use when `session` may write; within a minute of the last stamp it does not.
    """
    return _stamped(session, borrower_behind(session, token))


def agent_for(session: Session, token: str) -> AgentSubject | None:
    """`subject_for` of the LMS."""
    return _stamped(session, agent_behind(session, token))


def who_is(token: str, *, used: bool = True) -> Subject | None:
    """`subject_for` on the process's own engine: the write lock is taken once a minute at most.

    A database that stays locked costs the stamp, not the answer: what follows says what it means.
    `used` false: looked at by a page that is only open, which leaves the session to idle.
    """
    if not token:
        return None
    with reading() as session:
        found = borrower_behind(session, token)
    if used and found is not None and _is_stale(found[0]):
        with suppress(Busy), unit_of_work() as session:
            return subject_for(session, token)
    return found and found[1]


def which_agent(token: str, *, used: bool = True) -> AgentSubject | None:
    """`who_is` of the LMS."""
    if not token:
        return None
    with reading() as session:
        found = agent_behind(session, token)
    if used and found is not None and _is_stale(found[0]):
        with suppress(Busy), unit_of_work() as session:
            return agent_for(session, token)
    return found and found[1]


def end(session: Session, token: str) -> None:
    """End the session of `token`, whichever door it is of; ended ones are left as they are."""
    row = session.exec(
        select(SessionRow).where(
            SessionRow.token_hash == token_hash(token), col(SessionRow.ended_at).is_(None)
        )
    ).first()
    if row is not None:
        end_one(session, row.login_id, row.id or 0)


def end_one(session: Session, login_id: int, session_id: int, actor: int | None = None) -> bool:
    """End one session of a login; whether it was open. `actor`: whose doing, the login's own."""
    row = session.get(SessionRow, session_id)
    if row is None or row.login_id != login_id or row.ended_at is not None:
        return False
    row.ended_at = utc_now()
    session.add(row)
    _record_end(session, login_id, "ended", actor)
    return True


def end_all(
    session: Session, login_id: int, keep: int | None = None, actor: int | None = None
) -> None:
    """End every session of a login, in all browsers, but the one with id `keep`."""
    session.execute(
        update(SessionRow)
        .where(
            col(SessionRow.login_id) == login_id,
            col(SessionRow.ended_at).is_(None),
            col(SessionRow.id) != (keep or 0),
        )
        .values(ended_at=utc_now())
    )
    _record_end(session, login_id, "all_ended", actor)


def prove(session: Session, session_id: int) -> None:
    """The password, a code or a passkey has just been shown in this session."""
    session.execute(
        update(SessionRow).where(col(SessionRow.id) == session_id).values(proved_at=utc_now())
    )


def is_fresh(session: Session, session_id: int) -> bool:
    """Whether the last proof is young enough for a change of the profile."""
    row = session.get(SessionRow, session_id)
    return row is not None and row.proved_at is not None and utc_now() - row.proved_at <= FRESH


def _record_end(session: Session, login_id: int, verb: str, actor: int | None) -> None:
    login = session.get(Login, login_id)
    door = login.door if login else "portal"
    audit.record(
        session,
        f"{door}:session:{verb}",
        login_id=login_id,
        actor_login_id=actor or login_id,
    )
    live.tell(session, [login_id])


def _is_stale(last_used: datetime) -> bool:
    return utc_now() - last_used >= STAMP_EVERY


def _stamped(session: Session, found: tuple[datetime, Who] | None) -> Who | None:
    if found is None:
        return None
    last_used, who = found
    if _is_stale(last_used):
        session.execute(
            update(SessionRow)
            .where(col(SessionRow.id) == who.session_id)
            .values(last_used_at=utc_now())
        )
    return who
