"""Finding customers: by the beginning of a name, an email or by an account's number.

Each way is one range of an index, read from where the last page ended: a page costs the same in a
book of a hundred and of a hundred thousand (P12).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.customers import Customer
from models.name_keys import search_key
from services import audit
from services.customers.views import CustomerRow
from services.phones import shown_phone
from services.subject import AgentSubject

PAGE = 12
LONGEST = 100
"""Characters of what is typed; the rest is left away."""
_LAST = "\U0010ffff"
_FEW = 2
"""Account numbers in a line."""
_EMAILS = 2
"""The way by email, after the two by name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: in which of the ways, and after which key and id."""

    way: int = 0
    key: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """`next`: None on the last page."""

    rows: tuple[CustomerRow, ...] = ()
    next: Place | None = None


@dataclass(frozen=True)
class _Way:
    """Customers whose `column` begins with `prefix`, but for those that `but` names."""

    column: Any
    prefix: str
    but: ColumnElement[bool] | None = None


def search(session: Session, agent: AgentSubject, typed: str, after: Place | None = None) -> Found:
    """At most `PAGE` customers; an empty text finds all, by surname. Any role may look."""
    typed = _plain(typed)
    if after is None and (numbered := _by_account(session, typed)):
        return Found(_rows(session, numbered))
    ways = _ways(typed)
    found, place = _collect(session, ways, after or Place())
    return Found(_rows(session, found), place)


def record_search(session: Session, agent: AgentSubject, typed: str) -> None:
    """Whom agents look for is in the log."""
    audit.record(
        session,
        "lms:customer:searched",
        actor_login_id=agent.login_id,
        address=agent.address,
        detail=_plain(typed),
    )


def _plain(typed: str) -> str:
    """What databases refuse is left away as well."""
    return "".join(c for c in typed if c.isprintable()).strip()[:LONGEST]


def _ways(typed: str) -> list[_Way]:
    """What has an @ is an email; else names come first, emails where no name begins so."""
    by_email = _Way(col(Customer.email), typed.lower())
    name = search_key(typed)
    if "@" in typed or (typed and not name):
        return [by_email]
    surname, first = col(Customer.surname_key), col(Customer.name_key)
    names = [_Way(surname, name)]
    return [*names, _Way(first, name, ~_begins(surname, name)), by_email] if name else names


def _collect(
    session: Session, ways: list[_Way], place: Place
) -> tuple[list[Customer], Place | None]:
    """One more than a page is read, so that the last page knows it is."""
    found: list[tuple[int, Customer]] = []
    for number, way in enumerate(ways):
        if number < place.way or len(found) > PAGE:
            continue
        if number == _EMAILS and found:
            break  # most begin with the names that were found
        start = place if number == place.way else Place(number)
        found += [(number, one) for one in _range(session, way, start, PAGE + 1 - len(found))]
    page = [customer for _, customer in found[:PAGE]]
    if len(found) <= PAGE:
        return page, None
    number, last = found[PAGE - 1]
    return page, Place(number, getattr(last, ways[number].column.key), last.id or 0)


def _range(session: Session, way: _Way, after: Place, limit: int) -> list[Customer]:
    id_ = col(Customer.id)
    query = select(Customer).where(_begins(way.column, way.prefix))
    if way.but is not None:
        query = query.where(way.but)
    if after.id:
        query = query.where(tuple_(way.column, id_) > tuple_(after.key, after.id))  # pyright: ignore[reportArgumentType]
    return list(session.exec(query.order_by(way.column, id_).limit(limit)).all())


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    return (column >= prefix) & (column < prefix + _LAST)


def _by_account(session: Session, typed: str) -> list[Customer]:
    """Those linked to the account of that number; letters may be small."""
    if not typed:
        return []
    query = (
        select(Customer)
        .join(AccountLink, col(AccountLink.customer_id) == col(Customer.id))
        .join(Account, col(Account.id) == col(AccountLink.account_id))
        .where(col(Account.number).in_({typed, typed.upper()}))
        .order_by(col(Customer.surname_key), col(Customer.id))
    )
    return list(session.exec(query.limit(PAGE)).all())


def _rows(session: Session, customers: list[Customer]) -> tuple[CustomerRow, ...]:
    numbers = _accounts(session, [one.id or 0 for one in customers])
    return tuple(
        CustomerRow(
            id=one.id or 0,
            name=f"{one.first_name} {one.last_name}",
            email=one.email,
            phone=shown_phone(one.phone),
            accounts=numbers.get(one.id or 0, "–"),
            access=one.portal_access,
        )
        for one in customers
    )


def _accounts(session: Session, ids: list[int]) -> dict[int, str]:
    """ "L-1082, L-4417 …"; one look-up each, however many accounts there are."""
    found: dict[int, str] = {}
    for id_ in ids:
        linked = (
            select(Account.number)
            .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
            .where(AccountLink.customer_id == id_)
            .order_by(col(AccountLink.account_id))
        )
        few = session.exec(linked.limit(_FEW + 1)).all()
        if few:
            more = " …" if len(few) > _FEW else ""
            found[id_] = ", ".join(few[:_FEW]) + more
    return found
