"""Collateral of an account for agents: the items, and one as a form's texts, there and back."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.collateral import Collateral, CollateralClass
from services.accounts.repository import any_account
from services.business_date import today
from services.collateral import changing
from services.collateral.changing import CollateralFacts
from services.collateral.page import PAGE, card_of
from services.collateral.views import CollateralCard
from services.errors import InvalidInput
from services.money import InvalidAmount, parse_amount, plain
from services.subject import AgentSubject

CLASSES = tuple(one.value for one in CollateralClass)
LONGEST_LIST = 6_000
_AMOUNTS = ("value", "deductible")
_NUMBERS = ("year", "mileage")
_DAYS = ("insured_from", "insured_until")


@dataclass(frozen=True, slots=True)
class KeptItem:
    id: int
    card: CollateralCard


@dataclass(frozen=True, slots=True)
class CollateralItems:
    kept: tuple[KeptItem, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class CollateralForm:
    """As typed. `id` 0: a new one. Amounts "1234.56", days ISO; `fields`: "Label: text" lines."""

    id: int = 0
    kind: str = CollateralClass.VEHICLE.value
    name: str = ""
    vin: str = ""
    year: str = ""
    make: str = ""
    model: str = ""
    trim: str = ""
    mileage: str = ""
    color: str = ""
    license_plate: str = ""
    address: str = ""
    parcel: str = ""
    value: str = ""
    fields: str = ""
    insurer: str = ""
    policy_number: str = ""
    insurer_phone: str = ""
    deductible: str = ""
    insured_from: str = ""
    insured_until: str = ""


def collateral_items(
    session: Session, agent: AgentSubject, number: object, page: int = 0
) -> CollateralItems:
    """In the order in which they were added. Raises `NotFound`."""
    account = any_account(session, agent, number)
    nth = page if 0 <= page < changing.MOST_ITEMS else 0
    found = session.exec(
        select(Collateral)
        .where(col(Collateral.account_id) == account.id, col(Collateral.removed_at).is_(None))
        .order_by(col(Collateral.id))
        .offset(nth * PAGE)
        .limit(PAGE + 1)
    ).all()
    on = today(session)
    items = tuple(KeptItem(one.id or 0, card_of(one, on)) for one in found[:PAGE])
    return CollateralItems(items, len(found) > PAGE)


def form_of(session: Session, agent: AgentSubject, number: object, item: object) -> CollateralForm:
    """To be changed. Raises `NotAllowed`, `NotFound`."""
    found = changing.item_of(session, agent, number, item)
    texts = {one.name: _text(one.name, getattr(found, one.name)) for one in _named()}
    return CollateralForm(id=found.id or 0, kind=found.kind.value, **texts)


def save(
    session: Session, agent: AgentSubject, number: object, item: int, typed: CollateralForm
) -> None:
    """A new one where `item` is 0. Raises what `changing.add` does, and `InvalidInput` (field,
    `not_a_number`, `not_an_amount`, `not_a_day`, `no_label`).
    """
    facts = facts_of(typed)
    if item:
        changing.change(session, agent, number, item, facts)
    else:
        changing.add(session, agent, number, facts)


def facts_of(typed: CollateralForm) -> CollateralFacts:
    """Raises `InvalidInput`."""
    if typed.kind not in CLASSES:
        raise InvalidInput("kind", "unknown")
    values = {one.name: _value(one.name, getattr(typed, one.name).strip()) for one in _named()}
    return CollateralFacts(kind=CollateralClass(typed.kind), **values)


def _named() -> list[Any]:
    return [one for one in fields(CollateralForm) if one.name not in ("id", "kind")]


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _AMOUNTS:
        return plain(value)
    if name == "fields":
        return "\n".join(f"{label}: {text}" for label, text in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(name: str, text: str) -> Any:
    if name in _AMOUNTS:
        return _amount(name, text) if text else None
    if name in _NUMBERS:
        return _number(name, text) if text else None
    if name in _DAYS:
        return _day(name, text) if text else None
    if name == "fields":
        return tuple(_pair(line) for line in text.splitlines() if line.strip())
    if not text.isprintable():
        raise InvalidInput(name, "not_printable")
    return text


def _amount(name: str, text: str) -> int:
    try:
        return parse_amount(text)
    except InvalidAmount:
        raise InvalidInput(name, "not_an_amount") from None


def _number(name: str, text: str) -> int:
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise InvalidInput(name, "not_a_number")
    return int(digits)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(name, "not_a_day") from None


def _pair(line: str) -> tuple[str, str]:
    label, colon, text = (part.strip() for part in line.partition(":"))
    if not label or not colon or not text:
        raise InvalidInput("fields", "no_label")
    if not line.strip().isprintable():
        raise InvalidInput("fields", "not_printable")
    return label, text
