"""What the page *Payment methods* shows."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.payment_methods import MethodKind, PaymentMethod
from services.business_date import today
from services.language import _, formats, ngettext
from services.payment_methods.dependants import Dependant, dependants_of
from services.payment_methods.repository import MOST, methods_of, own
from services.payment_methods.usable import Unusable, expires_soon, last_day, why_not
from services.payment_methods.words import kind_words, method_name, spoken_name
from services.subject import Subject

PAGE = 5
"""Of the longest, within 2 KB on the wire."""
_MARKS = {
    "Visa": "visa",
    "Mastercard": "mastercard",
    "American Express": "amex",
    "Discover": "discover",
}


@dataclass(frozen=True, slots=True)
class MethodTile:
    """`name`: Visa ····4242; `spoken`: Visa 4242. `mark`: which brand's, card or bank.

    `badge` with its `tone` says what is wrong with it, `note` what to do; "" for nothing.
    """

    id: int
    name: str
    spoken: str
    mark: str
    detail: str
    is_default: bool = False
    badge: str = ""
    tone: str = "mute"
    note: str = ""
    may_default: bool = False
    may_verify: bool = False


@dataclass(frozen=True, slots=True)
class Methods:
    """A page of them, after `skipped` others; `more` come after it. `full`: there can be no more.

    `newest`: the id of the one added last, on whichever page.
    """

    tiles: tuple[MethodTile, ...] = ()
    skipped: int = 0
    more: bool = False
    full: bool = False
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is asked before `id` is deleted; `blocked`: it cannot be deleted now."""

    id: int = 0
    name: str = ""
    dependants: tuple[Dependant, ...] = ()
    blocked: bool = False


def methods(session: Session, subject: Subject, skipped: int = 0, newest: int = 0) -> Methods:
    """The default first, then the newest. `newest`: of the page that was shown before; when another
    came since, the first page is shown, where it is."""
    rows = sorted(
        methods_of(session, subject.customer_id), key=lambda row: (row.is_default, row.id or 0)
    )[::-1]
    now = max((row.id or 0 for row in rows), default=0)
    at = skipped if now <= newest and 0 <= skipped < len(rows) else 0
    on = today(session)
    return Methods(
        tuple(_tile(row, on) for row in rows[at : at + PAGE]),
        at,
        at + PAGE < len(rows),
        len(rows) >= MOST,
        now,
    )


def deletion(session: Session, subject: Subject, method_id: object) -> Deletion:
    """Raises NotFound."""
    method = own(session, subject, method_id)
    found = tuple(dependants_of(session, method))
    return Deletion(method.id or 0, method_name(method), found, any(one.blocks for one in found))


def _tile(row: PaymentMethod, on: date) -> MethodTile:
    refused = why_not(row, on)
    badge, tone, note = _state(row, refused, on)
    is_card = row.kind is MethodKind.CARD
    return MethodTile(
        id=row.id or 0,
        name=method_name(row),
        spoken=spoken_name(row),
        mark=_MARKS.get(row.brand, "card") if is_card else "bank",
        detail=_expiry(row, refused) if is_card else _kind(row),
        is_default=row.is_default,
        badge=badge,
        tone=tone,
        note=note,
        may_default=refused is None and not row.is_default,
        may_verify=refused is Unusable.UNVERIFIED,
    )


def _kind(row: PaymentMethod) -> str:
    """Its name says checking or savings when nobody knows its bank's."""
    return kind_words(row) if row.brand else _("Bank account")


def _expiry(row: PaymentMethod, refused: Unusable | None) -> str:
    last = last_day(row.expires)
    if last is None:
        return kind_words(row)
    month = formats.month_and_year(last)
    if refused is Unusable.EXPIRED:
        return _("Expired {month}").format(month=month)
    return _("Expires {month}").format(month=month)


def _state(row: PaymentMethod, refused: Unusable | None, on: date) -> tuple[str, str, str]:
    match refused:
        case Unusable.UNVERIFIED:
            return _("Unverified"), "warn", _unverified(row)
        case Unusable.FAILED:
            return _("Not verified"), "bad", _failed(row)
        case Unusable.EXPIRED:
            return _("Expired"), "bad", _("It can no longer pay. Add your new card.")
        case None if expires_soon(row, on):
            return _("Expires soon"), "warn", _("Add your new card as soon as you have it.")
        case None:
            return "", "mute", ""


def _failed(row: PaymentMethod) -> str:
    if row.tries_left is None:
        return _("Its bank takes no small deposits. Check the numbers, delete it and add it again.")
    return _("The amounts did not match three times. Delete it, then add it again.")


def _unverified(row: PaymentMethod) -> str:
    if row.tries_left is None:
        return _("We sent two small deposits to it. Tell us their amounts to pay with it.")
    return ngettext(
        "The amounts did not match. {tries} try is left.",
        "The amounts did not match. {tries} tries are left.",
        row.tries_left,
    ).format(tries=row.tries_left)
