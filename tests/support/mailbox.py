"""What was mailed, as a borrower reads it."""

import re

from sqlmodel import col, select

from models.messages import Message
from services.database import reading
from services.links.asking import answer_next

_LINK = re.compile(r"http://localhost:8000(/\S*/([\w-]{43}))")


def work() -> None:
    """What a worker does with those who asked."""
    while answer_next():
        continue


def mails(to: str) -> list[Message]:
    """The newest first."""
    work()
    with reading() as session:
        found = select(Message).where(Message.recipient == to).order_by(col(Message.id).desc())
        return list(session.exec(found))


def token_in(message: Message) -> str:
    """Of the single link in a mail."""
    return _found(message).group(2)


def path_in(message: Message) -> str:
    return _found(message).group(1)


def _found(message: Message) -> re.Match[str]:
    (found,) = _LINK.finditer(message.text)
    return found
