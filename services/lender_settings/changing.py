"""Changing the settings: an administrator's, checked, each change in the log (old → new)."""

import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.base import utc_now
from models.lender import LenderSettings, UnknownAccess
from services import audit
from services.brand import palette
from services.errors import InvalidInput
from services.lender_settings.logos import keep_logo
from services.lender_settings.reading import Lender, as_lender
from services.roles import AgentRole, require
from services.subject import AgentSubject

LONGEST_NAME = 80
_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]{5,28}[0-9](?: ?(?:x|ext\.?) ?[0-9]{1,6})?")
_COLOR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class BrandChange:
    """As typed. An empty `color` is the portal's own."""

    name: str
    support_phone: str
    color: str


@dataclass(frozen=True, slots=True)
class LogInChange:
    """Which methods borrowers may use, and what they must."""

    second_step_required: bool
    offers_sms: bool
    offers_email: bool
    offers_authenticator: bool
    offers_passkeys: bool
    without_access: UnknownAccess


def change_brand(session: Session, agent: AgentSubject, wanted: BrandChange) -> Lender:
    """Raises `NotAllowed`, and `InvalidInput` with the field's name: `missing`, `too_long`,
    `not_printable`, `not_a_phone`, `not_a_color`.
    """
    require(agent, AgentRole.ADMINISTRATOR)
    name, phone = wanted.name.strip(), wanted.support_phone.strip()
    color = wanted.color.strip().lower()
    if not name:
        raise InvalidInput("name", "missing")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("name", "too_long")
    if not name.isprintable():
        raise InvalidInput("name", "not_printable")
    if not _PHONE.fullmatch(phone):
        raise InvalidInput("support_phone", "not_a_phone")
    if color and not _COLOR.fullmatch(color):
        raise InvalidInput("color", "not_a_color")
    return _change(session, agent, {"name": name, "support_phone": phone, "color": color})


def change_log_in(session: Session, agent: AgentSubject, wanted: LogInChange) -> Lender:
    """Raises `NotAllowed`; `InvalidInput("methods", "none_offered")` when a second step is
    required and none is offered, as nobody could log in then.
    """
    require(agent, AgentRole.ADMINISTRATOR)
    codes = (wanted.offers_sms, wanted.offers_email, wanted.offers_authenticator)
    if wanted.second_step_required and not any(codes):
        raise InvalidInput("methods", "none_offered")
    return _change(session, agent, asdict(wanted))


def change_logo(session: Session, agent: AgentSubject, picture: bytes | None) -> Lender:
    """`picture` as uploaded; None goes back to the initial. Raises `NotAllowed`, `InvalidInput`."""
    require(agent, AgentRole.ADMINISTRATOR)
    logo = "" if picture is None else keep_logo(picture)
    return _change(session, agent, {"logo": logo}, "lms:settings:logo_changed")


def is_adjusted(color: str) -> bool:
    """Whether `color` ("#rrggbb" or "") is shown darker than it is, to be readable."""
    return bool(color) and palette(color).adjusted


def _change(
    session: Session,
    agent: AgentSubject,
    values: dict[str, Any],
    action: str = "lms:settings:changed",
) -> Lender:
    row = locked_row(session)
    before = as_lender(row)
    after = replace(before, **values)
    changed = [name for name in values if getattr(before, name) != getattr(after, name)]
    for name in changed:
        setattr(row, name, values[name])
        row.changed_at = utc_now()
        old, new = (_shown(getattr(lender, name)) for lender in (before, after))
        audit.record(
            session,
            action,
            actor_login_id=agent.login_id,
            address=agent.address,
            detail=f"{name}: {old} → {new}",
        )
    session.flush()
    return after


def locked_row(session: Session) -> LenderSettings:
    """Locked; made when it is the first change."""
    found = select(LenderSettings).with_for_update()
    row = session.exec(found).first()
    if row is None:
        with suppress(IntegrityError), session.begin_nested():  # another first change is quicker
            session.add(LenderSettings())
        row = session.exec(found).one()
    return row


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "none"
