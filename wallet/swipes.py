"""Swipes of issued cards: authorized, then cleared, or reversed at any time.

The sandbox plays the card network. It declines by what the wallet knows alone: the card's status,
and the card's own `hold_limit` on what is authorized and not yet cleared. The credit limit of the
account is the portal's, which is asked nothing: a real network's stand-in rules do the same.
"""

from datetime import date

from sqlmodel import Session, func, select

from wallet import cards, events, idempotency
from wallet.column_types import new_id
from wallet.idempotency import Answer
from wallet.problems import CardNotActive, SwipeIsOver, SwipeNotFound, SwipeOverLimit
from wallet.schemas import ClearIn, SwipeIn, SwipeOut
from wallet.service import Wallet
from wallet.tables import IssuedCard, Swipe, SwipeState

SCOPE = "swipes"


def authorize(wallet: Wallet, given: SwipeIn, key: str) -> Answer:
    """A new swipe once per key.

    Raises:
        KeyReused, CardNotFound, CardNotActive, SwipeOverLimit
    """
    digest = idempotency.digest_of(given.model_dump(mode="json", exclude={"business_date"}))
    with wallet.database.write() as session:
        fresh, answer = idempotency.claim(session, SCOPE, key, digest)
        if fresh:
            swipe = _authorized(session, given, given.business_date or wallet.today())
            answer = idempotency.complete(session, SCOPE, key, to_out(swipe))
    assert answer is not None
    return answer


def clear(wallet: Wallet, swipe_id: str, given: ClearIn) -> SwipeOut:
    """Final; a repeat changes nothing. Raises SwipeNotFound, SwipeIsOver."""
    with wallet.database.write() as session:
        swipe = _locked(session, swipe_id)
        if swipe.state is SwipeState.REVERSED:
            raise SwipeIsOver
        if swipe.state is SwipeState.AUTHORIZED:
            swipe.amount = given.amount or swipe.amount
            swipe.cleared_on = given.business_date or wallet.today()
            _move(session, swipe, SwipeState.CLEARED)
        return to_out(swipe)


def reverse(wallet: Wallet, swipe_id: str, on: date | None) -> SwipeOut:
    """Before it cleared: released. After: the merchant gives it back. A repeat changes nothing.

    Raises SwipeNotFound.
    """
    with wallet.database.write() as session:
        swipe = _locked(session, swipe_id)
        if swipe.state is not SwipeState.REVERSED:
            swipe.reversed_on = on or wallet.today()
            _move(session, swipe, SwipeState.REVERSED)
        return to_out(swipe)


def get(wallet: Wallet, swipe_id: str) -> SwipeOut:
    with wallet.database.read() as session:
        swipe = session.get(Swipe, swipe_id)
    if swipe is None:
        raise SwipeNotFound
    return to_out(swipe)


def to_out(swipe: Swipe) -> SwipeOut:
    return SwipeOut(card=swipe.card_id, **swipe.model_dump(exclude={"card_id"}))


def _authorized(session: Session, given: SwipeIn, on: date) -> Swipe:
    card = cards.existing(session, given.card, lock=True)
    if card.status not in cards.USABLE or _has_expired(card, on):
        raise CardNotActive
    if card.hold_limit is not None and _held(session, card) + given.amount > card.hold_limit:
        raise SwipeOverLimit
    swipe = Swipe(
        id=new_id("sw"),
        card_id=card.id,
        kind=given.kind,
        state=SwipeState.AUTHORIZED,
        amount=given.amount,
        merchant=given.merchant,
        category=given.category,
        authorized_on=on,
    )
    session.add(swipe)
    session.flush()
    events.record_swipe(session, swipe)
    return swipe


def _has_expired(card: IssuedCard, on: date) -> bool:
    return (on.year, on.month) > (card.exp_year, card.exp_month)


def _held(session: Session, card: IssuedCard) -> int:
    """Cents that are authorized and neither cleared nor reversed."""
    held = select(func.coalesce(func.sum(Swipe.amount), 0)).where(
        Swipe.card_id == card.id, Swipe.state == SwipeState.AUTHORIZED
    )
    return int(session.exec(held).one())


def _locked(session: Session, swipe_id: str) -> Swipe:
    swipe = session.exec(select(Swipe).where(Swipe.id == swipe_id).with_for_update()).first()
    if swipe is None:
        raise SwipeNotFound
    return swipe


def _move(session: Session, swipe: Swipe, state: SwipeState) -> None:
    swipe.state = state
    session.flush()
    events.record_swipe(session, swipe)
