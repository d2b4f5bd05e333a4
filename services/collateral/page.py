"""The tab *Collateral* of an account's page, for a borrower."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.collateral import Collateral, CollateralClass
from services.accounts.repository import account_for
from services.business_date import today
from services.collateral.views import CollateralCard, CollateralPage, Fact, InsuranceTone
from services.language import _, formats
from services.subject import Subject

PAGE = 2
"""Items that are sent at once: below 2 KB (P7)."""
SOON = timedelta(days=30)
_ICONS = {
    CollateralClass.VEHICLE: "car",
    CollateralClass.REAL_ESTATE: "home",
    CollateralClass.CONSUMER: "package",
    CollateralClass.OTHER: "package",
}


def collateral_page(
    session: Session, subject: Subject, number: object, skip: int = 0
) -> CollateralPage:
    """In the order in which they were added. Raises `NotFound`."""
    account = account_for(session, subject, number)
    found = session.exec(
        select(Collateral)
        .where(col(Collateral.account_id) == account.id, col(Collateral.removed_at).is_(None))
        .order_by(col(Collateral.id))
        .offset(skip)
        .limit(PAGE + 1)
    ).all()
    on = today(session)
    cards = tuple(card_of(one, on) for one in found[:PAGE])
    return CollateralPage(account.number, cards, len(found) > PAGE)


def card_of(item: Collateral, on: date) -> CollateralCard:
    """As it is on the day `on`."""
    insured, tone, advice = _insured(item, on)
    return CollateralCard(
        title=_title(item),
        kind=class_label(item.kind),
        icon=_ICONS[item.kind],
        facts=_facts(item),
        insured=insured,
        tone=tone,
        advice=advice,
        insurance=_insurance(item),
    )


def class_label(kind: CollateralClass) -> str:
    return {
        CollateralClass.VEHICLE: _("Vehicle"),
        CollateralClass.REAL_ESTATE: _("Real estate"),
        CollateralClass.CONSUMER: _("Consumer goods"),
        CollateralClass.OTHER: _("Other collateral"),
    }[kind]


def _title(item: Collateral) -> str:
    if item.name:
        return item.name
    if item.kind is CollateralClass.VEHICLE:
        parts = (str(item.year or ""), item.make, item.model, item.trim)
        return " ".join(part for part in parts if part) or class_label(item.kind)
    return item.address or class_label(item.kind)


def _facts(item: Collateral) -> tuple[Fact, ...]:
    known = (
        (_("VIN"), item.vin),
        (_("Year"), str(item.year or "")),
        (_("Make"), item.make),
        (_("Model"), item.model),
        (_("Trim"), item.trim),
        (_("Mileage"), _miles(item.mileage)),
        (_("Color"), item.color),
        (_("License plate"), item.license_plate),
        (_("Address"), item.address),
        (_("Parcel number"), item.parcel),
        *item.fields,
        (_("Value"), "" if item.value is None else formats.money(item.value)),
    )
    return tuple(fact for fact in known if fact[1])


def _miles(mileage: int | None) -> str:
    return "" if mileage is None else _("{count} miles").format(count=formats.number(mileage))


def _insurance(item: Collateral) -> tuple[Fact, ...]:
    known = (
        (_("Insurance company"), item.insurer),
        (_("Policy number"), item.policy_number),
        (_("Phone"), item.insurer_phone),
        (_("Deductible"), "" if item.deductible is None else formats.money(item.deductible)),
        (_("Covered from"), formats.day(item.insured_from) if item.insured_from else ""),
        (_("Covered until"), formats.day(item.insured_until) if item.insured_until else ""),
    )
    return tuple(fact for fact in known if fact[1])


def _insured(item: Collateral, on: date) -> tuple[str, InsuranceTone, str]:
    """Badge, its tone, and what may be done; an end is told, not held against anyone."""
    if not item.insurer and not item.policy_number:
        return "", "mute", ""
    until = item.insured_until
    if item.insured_from is not None and item.insured_from > on:
        return _("Begins later"), "mute", ""
    if until is None:
        return _("Insured"), "ok", ""
    if until < on:
        advice = _(
            "The insurance that we know of ended on {day}. If you have renewed it, add the new"
            " policy under Documents and we will bring this up to date."
        )
        return _("Please send an update"), "warn", advice.format(day=formats.day(until))
    if until - on <= SOON:
        advice = _(
            "This insurance ends on {day}. Once it is renewed, add the new policy under Documents."
        )
        return _("Ends soon"), "warn", advice.format(day=formats.day(until))
    return _("Insured"), "ok", ""
