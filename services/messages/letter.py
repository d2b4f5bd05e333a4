"""What a message says, before it has a look: a letter (email) or a short text (SMS)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

from services.messages.letterhead import Letterhead
from services.messages.plain import one_line

P = ParamSpec("P")
T = TypeVar("T")


class Kind(StrEnum):
    """STOP ends servicing texts; what guards a login is sent nevertheless."""

    SECURITY = "security"
    SERVICING = "servicing"


@dataclass(frozen=True, slots=True)
class Letter:
    """An email without its look: plain text only, nothing in it is read as HTML.

    `action` is a button's label and its address, which lies in this portal; `facts` are label and
    value; `note` is small print. `secret`: it carries a code or a link, and is emptied once it
    has left. `lasts`: it is of no use later.
    """

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    action: tuple[str, str] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    secret: bool = False
    lasts: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An SMS; `last_line` stands alone at its end, for machines."""

    words: str
    last_line: str = ""
    secret: bool = False
    lasts: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Draft(Generic[T]):
    """A kind of message with its values filled in, to be written in the recipient's language."""

    name: str
    """Module and function, such as `codes.log_in`: the outbox's `template`."""
    write: Callable[[Letterhead], T]


def draft(write: Callable[Concatenate[Letterhead, P], T]) -> Callable[P, Draft[T]]:
    """Makes `write(head, …)` a function of the values alone, which answers with the draft."""
    name = f"{write.__module__.rpartition('.')[2]}.{write.__name__}"

    @wraps(write)
    def fill(*args: P.args, **kwargs: P.kwargs) -> Draft[T]:
        return Draft(name, lambda head: partial(write, head)(*args, **kwargs))

    return fill


def plain_letter(letter: Letter) -> Letter:
    """The letter with each of its texts on one line: no value can pass for another paragraph."""
    return replace(
        letter,
        subject=one_line(letter.subject),
        paragraphs=tuple(one_line(paragraph) for paragraph in letter.paragraphs),
        code=one_line(letter.code),
        facts=tuple((one_line(label), one_line(value)) for label, value in letter.facts),
        note=one_line(letter.note),
    )
