"""Saved methods as the pay dialog offers them."""

from dataclasses import dataclass

from sqlmodel import Session

from services.business_date import today
from services.language import _
from services.payment_methods.repository import MOST, SavedMethod, saved_methods
from services.payment_methods.words import method_name, refused_words
from services.subject import Subject


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
        _("Not offered here: {methods}.").format(methods=", ".join(held)) if held else "",
        len(methods) >= MOST,
    )


def lines_of(session: Session, subject: Subject) -> MethodLines:
    return method_lines(saved_methods(session, subject, today(session)))
