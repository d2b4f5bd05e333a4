"""Payment methods in words."""

from typing import Protocol

from models.payment_methods import MethodKind
from services.language import _, formats
from services.payment_methods.usable import Unusable


class Named(Protocol):
    """What a method's name is made of: a row has it, and a view."""

    @property
    def kind(self) -> MethodKind: ...
    @property
    def brand(self) -> str: ...
    @property
    def account_type(self) -> str: ...
    @property
    def last_four(self) -> str: ...


def method_name(method: Named) -> str:
    """ "Visa ····4242", "Chase checking ····6789"."""
    return named(method.kind, _brand(method), method.last_four)


def spoken_name(method: Named) -> str:
    """ "Visa 4242": for the name of a button."""
    return f"{_brand(method)} {method.last_four}"


def named(kind: MethodKind | None, brand: str, last_four: str) -> str:
    if not last_four:
        return "–"
    return f"{brand or _plain(kind)} {formats.masked(last_four)}"


def refused_words(why: Unusable) -> str:
    """In a word or two: why it cannot pay."""
    return {
        Unusable.UNVERIFIED: _("not verified yet"),
        Unusable.FAILED: _("could not be verified"),
        Unusable.EXPIRED: _("expired"),
    }[why]


def kind_words(method: Named) -> str:
    """Checking account, Savings account, Bank account, Card."""
    kinds = {"checking": _("Checking account"), "savings": _("Savings account")}
    return kinds.get(method.account_type) or _plain(method.kind)


def _brand(method: Named) -> str:
    if not method.brand:
        return kind_words(method)
    kind = {"checking": _("checking"), "savings": _("savings")}.get(method.account_type, "")
    return f"{method.brand} {kind}".strip()


def _plain(kind: MethodKind | None) -> str:
    return _("Card") if kind is MethodKind.CARD else _("Bank account")
