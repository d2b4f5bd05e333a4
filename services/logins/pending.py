"""A log-in between its password and its second step."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.second_steps import Method, PendingLogIn
from services.database import reading
from services.errors import NotLoggedIn
from services.sealing import TOKEN_LENGTH, new_token, token_hash

LIFE = timedelta(minutes=15)
"""Longer than a code lives: a new one can still be asked for."""


@dataclass(frozen=True)
class Visit:
    """What a request tells about itself: `device` is the trusted device's token, or "", `browser`
    the one by which a browser is known again.
    """

    address: str = ""
    user_agent: str = ""
    language: str = "en"
    next_path: str = ""
    device: str = ""
    browser: str = ""


@dataclass
class Pending:
    """The row, whose it is, and the customer (None: an agent's)."""

    row: PendingLogIn
    login: Login
    customer: Customer | None

    @property
    def login_id(self) -> int:
        return self.login.id or 0


def begin(
    session: Session,
    login: Login,
    method: Method | None,
    visit: Visit,
    *,
    by_mail: bool = False,
    new_password_hash: str = "",
) -> tuple[str, int]:
    """Token of the browser's cookie, and the row's id. Older ones of this login stay open."""
    assert login.id is not None
    token, now = new_token(), utc_now()
    row = PendingLogIn(
        token_hash=token_hash(token),
        login_id=login.id,
        method=method,
        by_mail=by_mail,
        new_password_hash=new_password_hash,
        next_path=visit.next_path,
        language=visit.language,
        address=visit.address[:45],
        user_agent=visit.user_agent[:200],
        created_at=now,
        expires_at=now + LIFE,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return token, row.id


def hold(session: Session, token: str, door: Door) -> Pending:
    """`find`, and nobody else goes on with it before this unit of work ends."""
    held = select(PendingLogIn.id).where(PendingLogIn.token_hash == token_hash(token))
    session.exec(held.with_for_update()).first()
    return find(session, token, door)


def find(session: Session, token: str, door: Door) -> Pending:
    """Raises `NotLoggedIn` for a token that is unknown, used, too old, or another door's."""
    if len(token) != TOKEN_LENGTH:
        raise NotLoggedIn()
    found = session.exec(
        select(PendingLogIn, Login, Customer)
        .join(Login, col(Login.id) == col(PendingLogIn.login_id))
        .outerjoin(Customer, col(Customer.id) == col(Login.customer_id))
        .where(
            PendingLogIn.token_hash == token_hash(token),
            col(PendingLogIn.ended_at).is_(None),
            col(PendingLogIn.expires_at) > utc_now(),
            Login.door == door,
            col(Login.disabled_at).is_(None),
        )
    ).first()
    if found is None:
        raise NotLoggedIn()
    row, login, customer = found
    if customer is not None and not customer.portal_access:  # pyright: ignore[reportUnnecessaryComparison]
        raise NotLoggedIn()
    return Pending(row, login, customer)


def is_pending(token: str, door: Door) -> bool:
    """Whether a log-in is under way behind a cookie."""
    if not token:
        return False
    with reading() as session:
        try:
            find(session, token, door)
        except NotLoggedIn:
            return False
    return True


def finish(session: Session, pending: Pending) -> None:
    """Its cookie is of no use from now on."""
    pending.row.ended_at = utc_now()
    session.add(pending.row)


def end_all(session: Session, login_id: int) -> None:
    """Every log-in of a login that is under way: its password is another one now."""
    session.execute(
        update(PendingLogIn)
        .where(col(PendingLogIn.login_id) == login_id, col(PendingLogIn.ended_at).is_(None))
        .values(ended_at=utc_now())
    )
