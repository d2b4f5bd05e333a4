"""A claimed message on its way, and who carries it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.messages import Message


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a carrier needs to know of a message, apart from any session.

    `may_repeat`: an earlier try may have arrived. `claimed_until` tells this claim from later ones.
    """

    id: int
    recipient: str
    language: str
    subject: str
    text: str
    html: str
    created_at: datetime
    sender_name: str
    may_repeat: bool
    claimed_until: datetime


class Carrier(Protocol):
    def send(self, parcel: Parcel) -> None:
        """Returns once the message is out of our hands. Raises NotNow, Refused, Unknown."""
        ...


class Outbox:
    """The demo's: the message stays in its table, where `/dev/inbox` shows it."""

    def send(self, parcel: Parcel) -> None:
        return


def packed(message: Message, sender_name: str) -> Parcel:
    assert message.id is not None
    assert message.claimed_until is not None
    return Parcel(
        message.id,
        message.recipient,
        message.language,
        message.subject,
        message.text,
        message.html,
        message.created_at,
        sender_name,
        message.may_repeat,
        message.claimed_until,
    )
