"""Saved methods as the pay dialog offers them."""

from dataclasses import dataclass

from sqlmodel import Session

from services.business_date import today
from services.language import _, formats, ngettext
from services.payment_methods.repository import MOST, SavedMethod, saved_methods
from services.payment_methods.words import method_name, refused_words
from services.subject import Subject

MOST_NAMED = 3
"""Of those that are not offered: the page of methods tells of each."""


@dataclass(frozen=True, slots=True)
class MethodLine:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class MethodLines:
    """`held_back`: those that cannot pay, and why; "" for none. `full`: there can be no more."""

    offered: tuple[MethodLine, ...] = ()
    held_back: str = ""
    full: bool = False

    @property
    def first(self) -> str:
        return self.offered[0].id if self.offered else ""


def method_lines(methods: tuple[SavedMethod, ...]) -> MethodLines:
    held = [
        _("{method} ({reason})").format(method=method_name(one), reason=refused_words(one.refused))
        for one in methods
        if one.refused is not None
    ]
    return MethodLines(
        tuple(MethodLine(str(one.id), method_name(one)) for one in methods if not one.refused),
        _held_back(held),
        len(methods) >= MOST,
    )


def _held_back(held: list[str]) -> str:
    if not held:
        return ""
    if (more := len(held) - MOST_NAMED) <= 0:
        return _("Not offered here: {methods}.").format(methods=", ".join(held))
    return ngettext(
        "Not offered here: {methods} and {more} more.",
        "Not offered here: {methods} and {more} more.",
        more,
    ).format(methods=", ".join(held[:MOST_NAMED]), more=formats.number(more))


def lines_of(session: Session, subject: Subject) -> MethodLines:
    return method_lines(saved_methods(session, subject, today(session)))
