"""What the wallet reports: each event once, in any order, and never believed, but looked up."""

from collections.abc import Callable, Iterable

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.due_work import WalletCursor
from models.payments import Payment, WalletEvent
from services.database import reading, unit_of_work
from services.payment_methods import adding, verifying
from services.payments import recording, waiting_events
from services.payments.gateway import (
    PROFILE,
    SWIPE,
    Gateway,
    OutcomeUnknown,
    WalletEventNotice,
    WalletUnavailable,
)
from services.swipes import taking_in

MOST_UNANSWERED = 3
"""In a row."""


class NothingFound(OutcomeUnknown):
    """The wallet reports a charge or a swipe that it does not know."""


def take_in(notice: WalletEventNotice, gateway: Gateway, engine: Engine | None = None) -> bool:
    """Bring the payment, swipe or payment method of an event up to date.

    False: it was taken in before, or is not ours. Raises OutcomeUnknown and WalletUnavailable: the
    event must come again.
    """
    with reading(engine) as session:
        if session.get(WalletEvent, notice.id) is not None:
            return False
    if notice.type.startswith(SWIPE):
        return _take_in_swipe(notice, gateway, engine)
    if notice.type.startswith(PROFILE):
        return _take_in_profile(notice, gateway, engine)
    with reading(engine) as session:
        payment_id = session.exec(
            select(Payment.id).where(col(Payment.key) == notice.key)
        ).one_or_none()
    if payment_id is None or not notice.type.startswith("charge."):
        with unit_of_work(engine) as session:
            _note(session, notice)
        return False
    result = gateway.find(notice.key)
    if result is None:
        raise NothingFound
    with unit_of_work(engine) as session:
        recording.record(session, payment_id, result)
        return _note(session, notice)


def _take_in_swipe(notice: WalletEventNotice, gateway: Gateway, engine: Engine | None) -> bool:
    found = gateway.find_swipe(notice.key)
    if found is None:
        raise NothingFound
    with unit_of_work(engine) as session:
        taking_in.record(session, found)
        return _note(session, notice)


def _take_in_profile(notice: WalletEventNotice, gateway: Gateway, engine: Engine | None) -> bool:
    """Of a profile that no form of ours saved there is nothing to bring up to date."""
    created = notice.type == f"{PROFILE}created"
    found = (adding.adopt_reported if created else verifying.look_again)(
        notice.key, gateway, engine
    )
    with unit_of_work(engine) as session:
        return _note(session, notice) and found


def pull(gateway: Gateway, engine: Engine | None = None) -> int:
    """Take in what the wallet could not deliver; how many events were new.

    One that cannot be taken in holds up none after it: it is set aside and tried again by itself.
    Raises OutcomeUnknown, WalletUnavailable: the wallet answers nothing at all.
    """

    def take(notice: WalletEventNotice) -> bool:
        return take_in(notice, gateway, engine)

    new = waiting_events.try_again(take, engine)
    with reading(engine) as session:
        cursor = session.get(WalletCursor, 1)
        after = cursor.sequence if cursor else 0
    while True:
        page = gateway.events(after)
        new += _take_in_page(page.events, take, engine)
        if page.next > after:
            after = page.next
            with unit_of_work(engine) as session:
                _move_cursor(session, after)
        if not page.has_more or not page.events:
            return new


def _take_in_page(
    notices: Iterable[WalletEventNotice],
    take: Callable[[WalletEventNotice], bool],
    engine: Engine | None,
) -> int:
    """How many were new. After some without an answer the rest waits without being asked about."""
    new, unanswered = 0, 0
    for notice in notices:
        try:
            if unanswered >= MOST_UNANSWERED:
                raise OutcomeUnknown
            new += take(notice)
            unanswered = 0
        except WalletUnavailable:
            raise
        except Exception as error:  # whatever it was: the others do not wait for it
            waiting_events.set_aside(notice, error, engine)
            unanswered += isinstance(error, OutcomeUnknown) and not isinstance(error, NothingFound)
    return new


def _note(session: Session, notice: WalletEventNotice) -> bool:
    """False: somebody else noted it meanwhile."""
    waiting_events.forget(session, notice.id)
    try:
        with session.begin_nested():
            session.add(WalletEvent(id=notice.id, type=notice.type))
    except IntegrityError:
        return False
    return True


def _move_cursor(session: Session, sequence: int) -> None:
    cursor = session.get(WalletCursor, 1, with_for_update=True) or WalletCursor()
    cursor.sequence = max(cursor.sequence, sequence)
    session.add(cursor)
