"""A borrower disputes an entry or a swipe, looks at the case, withdraws it."""

import secrets

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.swipes import Dispute, DisputeReason, DisputeState, SwipeState
from services import audit, live
from services.disputes import states
from services.disputes.errors import DisputedAlready, NotDisputable
from services.disputes.notices import tell_owner
from services.disputes.things import Thing, require_in_time, thing_for
from services.disputes.views import DisputeDialog, dialog_of
from services.errors import InvalidInput, NotFound
from services.ledger import lock_account
from services.ledger.disputed import hold_disputed
from services.payments.confirmation import ALPHABET
from services.subject import Subject

LONGEST_WORDS = 1_000


def look(session: Session, subject: Subject, number: object, name: object) -> DisputeDialog:
    """The thing and its case, if there is one. Raises NotFound, NotDisputable, TooLateToDispute."""
    thing = thing_for(session, subject, number, name)
    dispute = standing(session, thing)
    if dispute is None:
        _require_charge(thing)
        require_in_time(session, thing)
    return dialog_of(session, thing, dispute, subject.login_id)


def open_dispute(
    session: Session, subject: Subject, number: object, name: object, reason: object, words: object
) -> DisputeDialog:
    """A new case; its number and what follows are mailed (12 CFR 1026.13(c)(1)).

    Raises NotFound, NotDisputable, TooLateToDispute, DisputedAlready, InvalidInput (`reason`
    missing, `words` missing or too_long).
    """
    thing = thing_for(session, subject, number, name)
    why, text = _reason(reason), _words(words)
    _require_new(session, thing)
    _require_charge(thing)
    require_in_time(session, thing)
    assert thing.account.id is not None
    dispute = Dispute(
        case_number=new_case_number(),
        account_id=thing.account.id,
        login_id=subject.login_id,
        transaction_id=thing.entry.id if thing.entry and not thing.swipe else None,
        swipe_id=thing.swipe.id if thing.swipe else None,
        reason=why,
        words=text,
    )
    try:
        with session.begin_nested():
            states.begin(session, dispute)
            hold_disputed(session, thing.account.id)
    except IntegrityError:
        _require_new(session, thing)
        raise
    _told(session, thing, dispute)
    _record(session, subject, dispute, "opened")
    return dialog_of(session, thing, dispute, subject.login_id)


def withdraw(session: Session, subject: Subject, number: object, name: object) -> DisputeDialog:
    """By who opened it. Raises NotFound, NotDisputable, DisputeIsOver."""
    thing = thing_for(session, subject, number, name)
    dispute = standing(session, thing)
    if dispute is None or dispute.id is None or dispute.login_id != subject.login_id:
        raise NotFound
    lock_account(session, dispute.account_id)
    dispute = states.locked(session, dispute.id)
    states.advance(session, dispute, DisputeState.WITHDRAWN)
    hold_disputed(session, dispute.account_id)
    _told(session, thing, dispute)
    _record(session, subject, dispute, "withdrawn")
    return dialog_of(session, thing, dispute, subject.login_id)


def standing(session: Session, thing: Thing) -> Dispute | None:
    """The dispute of the thing that was not withdrawn."""
    of_it = (
        col(Dispute.swipe_id) == thing.swipe.id
        if thing.swipe
        else col(Dispute.transaction_id) == (thing.entry.id if thing.entry else None)
    )
    found = select(Dispute).where(of_it, col(Dispute.state) != DisputeState.WITHDRAWN)
    return session.exec(found).first()


def new_case_number() -> str:
    """`D-XXXXXXXX`: 40 random bits."""
    return "D-" + "".join(secrets.choice(ALPHABET) for _ in range(8))


def _told(session: Session, thing: Thing, dispute: Dispute) -> None:
    tell_owner(session, thing, dispute)
    live.tell_account(session, dispute.account_id)


def _require_new(session: Session, thing: Thing) -> None:
    dispute = standing(session, thing)
    if dispute is not None:
        raise DisputedAlready(dispute.case_number)


def _require_charge(thing: Thing) -> None:
    """A swipe that was released before it posted charges nothing."""
    if thing.entry is None and thing.swipe and thing.swipe.state is SwipeState.REVERSED:
        raise NotDisputable


def _reason(given: object) -> DisputeReason:
    try:
        return DisputeReason(given)  # pyright: ignore[reportArgumentType]
    except ValueError:
        raise InvalidInput("reason", "missing") from None


def _words(given: object) -> str:
    text = given.strip() if isinstance(given, str) else ""
    if not text:
        raise InvalidInput("words", "missing")
    if len(text) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long")
    if not all(character.isprintable() or character in "\r\n\t" for character in text):
        raise InvalidInput("words", "not_printable")
    return text


def _record(session: Session, subject: Subject, dispute: Dispute, verb: str) -> None:
    audit.record(
        session,
        f"portal:dispute:{verb}",
        login_id=subject.login_id,
        actor_login_id=subject.login_id,
        customer_id=subject.customer_id,
        account_id=dispute.account_id,
        detail=f"{dispute.case_number} {dispute.reason.value}",
    )
