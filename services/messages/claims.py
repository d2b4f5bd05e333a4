"""Taking due messages out of the outbox, each by one worker, and noting what became of them.

A claim whose time ran out without a note may have been sent: its worker died. It is sent once more,
marked as a possible duplicate, and never a third time.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, or_, select

from models.messages import Channel, Message
from portal_app.settings import get_settings
from services.database import reading, unit_of_work
from services.messages.errors import NotNow, NotSent, Unknown
from services.messages.letterhead import letterhead
from services.messages.parcel import Parcel, packed
from services.messages.plain import one_line

CLAIM = timedelta(seconds=90)
"""Longer than any carrier's deadline."""
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3_600, 14_400, 43_200))
"""After the first, the second … failed try; the one after the last is given up."""
_LONGEST_PROBLEM = 200
_SECRETS_FIRST = (True, False)


def claim(
    channel: Channel, limit: int, now: datetime, engine: Engine | None = None
) -> list[Parcel]:
    """Up to `limit` messages that are due, codes and links first; they are this worker's now."""
    with reading(engine) as session:
        if not any(
            session.exec(_due(channel, now, one).limit(1)).first() for one in _SECRETS_FIRST
        ):
            return []
    with unit_of_work(engine) as session:
        rows: list[Message] = []
        for is_secret in _SECRETS_FIRST:
            due = _due(channel, now, is_secret).limit(limit - len(rows))
            rows += session.exec(due.with_for_update(skip_locked=True))
        name = letterhead(session).lender.name
        return [packed(row, name) for row in rows if _taken(row, now)]


def _due(channel: Channel, now: datetime, is_secret: bool):
    """In the order of the index of what waits: a look costs the same however much there is."""
    return (
        select(Message)
        .where(
            col(Message.channel) == channel,
            col(Message.is_secret) == is_secret,
            col(Message.sent_at).is_(None),
            col(Message.failed_at).is_(None),
            col(Message.due_at) <= now,
            or_(col(Message.claimed_until).is_(None), col(Message.claimed_until) <= now),
        )
        .order_by(col(Message.due_at))
    )


def _taken(message: Message, now: datetime) -> bool:
    """False when it is given up instead."""
    if message.expires_at is not None and message.expires_at <= now:
        _give_up(message, "expired", now)
        return False
    if message.claimed_until is not None:
        if message.may_repeat:
            _give_up(message, "its outcome stayed unknown twice", now)
            return False
        message.may_repeat = True
        _say(message, "a worker ended while it was sending this")
    message.tries += 1
    message.claimed_until = now + CLAIM
    return True


def note(
    parcel: Parcel, failure: NotSent | None, now: datetime, engine: Engine | None = None
) -> None:
    """Write down what became of a claimed message: sent, or the failure."""
    with unit_of_work(engine) as session:
        message = _still_ours(session, parcel)
        if message is None:
            return
        match failure:
            case None:
                message.sent_at, message.claimed_until = now, None
                _empty_secret(message)
            case Unknown() if parcel.may_repeat:
                _give_up(message, f"its outcome stayed unknown twice ({failure.reason})", now)
            case Unknown():
                message.may_repeat = True
                _put_back(message, failure.reason, now)
            case NotNow() if message.tries <= len(PAUSES):
                _put_back(message, failure.reason, now)
            case _:
                _give_up(message, failure.reason, now)


def _still_ours(session: Session, parcel: Parcel) -> Message | None:
    """None once another worker has claimed it: what it notes counts."""
    message = session.get(Message, parcel.id, with_for_update=True)
    if message is None or message.claimed_until != parcel.claimed_until:
        return None
    return message


def _put_back(message: Message, reason: str, now: datetime) -> None:
    _say(message, reason)
    message.due_at = now + PAUSES[message.tries - 1]
    message.claimed_until = None


def _give_up(message: Message, reason: str, now: datetime) -> None:
    _say(message, reason)
    message.failed_at, message.claimed_until = now, None
    _empty_secret(message)


def _say(message: Message, reason: str) -> None:
    doubt = "possible duplicate: " if message.may_repeat else ""
    message.problem = f"{doubt}{one_line(reason)}"[:_LONGEST_PROBLEM]


def _empty_secret(message: Message) -> None:
    """The demo's inbox still shows it: its codes are nobody's."""
    if message.is_secret and not get_settings().portal_demo:
        message.text = message.html = ""
