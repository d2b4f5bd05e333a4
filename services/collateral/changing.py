"""Agents add, change and remove collateral of installment accounts."""

from dataclasses import asdict, dataclass, field, fields
from datetime import date

from sqlmodel import Session, col, select

from models.base import utc_now
from models.collateral import Collateral, CollateralClass
from services import audit, live
from services.accounts.repository import any_account
from services.accounts.tabs import tabs_of
from services.errors import InvalidInput, NotFound
from services.roles import AgentRole, require
from services.subject import AgentSubject

MOST_ITEMS = 100
MOST_FIELDS = 20
_VIN = frozenset("ABCDEFGHJKLMNPRSTUVWXYZ0123456789")
"""Without I, O, Q (49 CFR 565.13)."""
_LONGEST = {
    **dict.fromkeys(("name", "insurer"), 120),
    **dict.fromkeys(("make", "model", "trim", "parcel", "policy_number"), 60),
    **dict.fromkeys(("color", "insurer_phone"), 40),
    **{"license_plate": 20, "address": 240, "vin": 17},
}
_FROM_YEAR = 1900


@dataclass(frozen=True, slots=True)
class CollateralFacts:
    """What an agent enters. Amounts in cents, mileage in miles; `fields`: label and text each."""

    kind: CollateralClass
    name: str = ""
    vin: str = ""
    year: int | None = None
    make: str = ""
    model: str = ""
    trim: str = ""
    mileage: int | None = None
    color: str = ""
    license_plate: str = ""
    address: str = ""
    parcel: str = ""
    value: int | None = None
    fields: tuple[tuple[str, str], ...] = ()
    insurer: str = ""
    policy_number: str = ""
    insurer_phone: str = ""
    deductible: int | None = None
    insured_from: date | None = None
    insured_until: date | None = field(default=None)


def add(session: Session, agent: AgentSubject, number: object, facts: CollateralFacts) -> int:
    """Its id. Raises `NotAllowed`, `NotFound`, `InvalidInput` (field, `too_long`, `not_a_vin`,
    `out_of_range`, `before_start`, `too_many`; `number`: `no_collateral` for a line of credit).
    """
    require(agent, AgentRole.SERVICER)
    account = any_account(session, agent, number)
    if "collateral" not in tabs_of(account.kind):
        raise InvalidInput("number", "no_collateral")
    assert account.id is not None
    others = session.exec(select(Collateral.id).where(Collateral.account_id == account.id)).all()
    if len(others) >= MOST_ITEMS:
        raise InvalidInput("number", "too_many")
    item = Collateral(account_id=account.id, kind=facts.kind)
    _fill(item, facts)
    session.add(item)
    session.flush()
    _record(session, agent, item, "added")
    assert item.id is not None
    return item.id


def change(
    session: Session, agent: AgentSubject, number: object, item_id: object, facts: CollateralFacts
) -> None:
    """Raises what `add` does."""
    item = item_of(session, agent, number, item_id)
    item.kind = facts.kind
    _fill(item, facts)
    session.add(item)
    _record(session, agent, item, "changed")


def remove(session: Session, agent: AgentSubject, number: object, item_id: object) -> None:
    """Borrowers no longer see it; its row stays. Raises `NotAllowed`, `NotFound`."""
    item = item_of(session, agent, number, item_id)
    item.removed_at = utc_now()
    session.add(item)
    _record(session, agent, item, "removed")


def _fill(item: Collateral, facts: CollateralFacts) -> None:
    _check(facts)
    for name, value in asdict(facts).items():
        if isinstance(value, str) and name != "kind":
            value = value.strip()
        setattr(item, name, value)


def _check(facts: CollateralFacts) -> None:
    for one in fields(facts):
        value = getattr(facts, one.name)
        if isinstance(value, str) and len(value.strip()) > _LONGEST.get(one.name, 40):
            raise InvalidInput(one.name, "too_long")
        if isinstance(value, int) and not 0 <= value <= 10**12:
            raise InvalidInput(one.name, "out_of_range")
    if facts.vin and (len(facts.vin.strip()) > 17 or set(facts.vin.strip().upper()) - _VIN):
        raise InvalidInput("vin", "not_a_vin")
    if facts.year is not None and not _FROM_YEAR <= facts.year <= date.today().year + 2:  # noqa: DTZ011
        raise InvalidInput("year", "out_of_range")
    if facts.mileage is not None and facts.mileage > 10_000_000:
        raise InvalidInput("mileage", "out_of_range")
    if len(facts.fields) > MOST_FIELDS or any(len(a) > 60 or len(b) > 240 for a, b in facts.fields):
        raise InvalidInput("fields", "too_long")
    if facts.insured_from and facts.insured_until and facts.insured_until < facts.insured_from:
        raise InvalidInput("insured_until", "before_start")


def item_of(session: Session, agent: AgentSubject, number: object, item_id: object) -> Collateral:
    """To be changed, locked. Raises `NotAllowed`, `NotFound`."""
    require(agent, AgentRole.SERVICER)
    account = any_account(session, agent, number)
    if not isinstance(item_id, int) or isinstance(item_id, bool) or not 0 < item_id < 2**31:
        raise NotFound
    found = session.exec(
        select(Collateral)
        .where(
            col(Collateral.id) == item_id,
            col(Collateral.account_id) == account.id,
            col(Collateral.removed_at).is_(None),
        )
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _record(session: Session, agent: AgentSubject, item: Collateral, verb: str) -> None:
    session.flush()
    audit.record(
        session,
        f"lms:collateral:{verb}",
        actor_login_id=agent.login_id,
        account_id=item.account_id,
        address=agent.address,
        detail=f"{item.id}: {item.kind.value}",
    )
    live.tell_account(session, item.account_id)
