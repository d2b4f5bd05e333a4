"""What the demo's inbox shows: the outbox itself, so that a message is there once it is written."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from models.customers import Customer, Login
from models.messages import Message
from services.emails import normal_email

NEWEST = 50
"""As many are shown."""


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """`channel` is email or sms; `problem` says why it has not left, or might arrive twice."""

    id: int
    to: str
    channel: str
    subject: str
    text: str
    html: str
    sent_at: datetime
    problem: str


def inbox(session: Session, to: str = "") -> list[InboxMessage]:
    """The newest first; `to` is an email address (then also the texts to its owner's phone) or a
    phone number, "" everybody."""
    messages = select(Message).order_by(col(Message.id).desc()).limit(NEWEST)
    if to.strip():
        messages = messages.where(col(Message.recipient).in_(_recipients(session, to)))
    return [_shown(message) for message in session.exec(messages)]


def _shown(message: Message) -> InboxMessage:
    return InboxMessage(
        message.id or 0,
        message.recipient,
        message.channel.value,
        message.subject,
        message.text,
        message.html,
        message.sent_at or message.created_at,
        message.problem,
    )


def _recipients(session: Session, to: str) -> list[str]:
    if "@" not in to:
        return [_as_phone(to)]
    address = normal_email(to) or ""
    phones = session.exec(
        select(Customer.phone)
        .join(Login, col(Login.customer_id) == col(Customer.id), isouter=True)
        .where(or_(col(Customer.email) == address, col(Login.email) == address))
    )
    return [address, *(phone for phone in phones if phone)]


def _as_phone(text: str) -> str:
    """E.164 of what somebody types, whose `+` a query may have made a space; ten digits are of
    the United States."""
    digits = "".join(c for c in text if c in "0123456789")
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}"
