"""An agent charges an account off: what that would do, and doing it, with a reason for the log."""

from dataclasses import dataclass

from sqlmodel import Session

from models.accounts import Account
from services import audit, ledger, live
from services.accounts.repository import any_account
from services.accounts.standing import any_standing
from services.business_date import today
from services.language import formats
from services.ledger.charging_off import is_chargeable
from services.ledger.errors import NotChargeable
from services.payments.accounts import processing_total
from services.payments.errors import StillProcessing
from services.reasons import checked_reason
from services.roles import AgentRole, require
from services.servicing.position import accrue
from services.subject import AgentSubject


@dataclass(frozen=True, slots=True)
class ToChargeOff:
    """What is written off and what is let go, as texts; the day that it counts from."""

    number: str = ""
    principal: str = ""
    interest: str = ""
    fees: str = ""
    day: str = ""


def what_is_charged_off(session: Session, agent: AgentSubject, number: object) -> ToChargeOff:
    """As of today, before anything is done.

    Raises `NotAllowed`, `NotFound`, `NotChargeable`, `StillProcessing`.
    """
    require(agent, AgentRole.SERVICER)
    one = any_standing(session, agent, number)
    _require(session, one.account, one.position.principal)
    now = accrue(one.position, one.terms, one.on) if one.terms else one.position
    return ToChargeOff(
        one.account.number,
        formats.money(now.principal),
        formats.money(now.interest_due),
        formats.money(now.fees_due),
        formats.day(one.on),
    )


def charge_off(session: Session, agent: AgentSubject, number: object, reason: object) -> str:
    """Do it as of today; the answer is what was written off, as text.

    Raises `NotAllowed`, `NotFound`, `NotChargeable`, `StillProcessing`, `InvalidInput` (`reason`:
    `missing`, `too_long`).
    """
    require(agent, AgentRole.SERVICER)
    account_id = any_account(session, agent, number).id or 0
    why = checked_reason(reason)
    account = ledger.lock_account(session, account_id)
    _require(session, account, ledger.position_of(session, account_id).principal)
    entry = ledger.charge_off(session, account_id, today(session))
    audit.record(
        session,
        "lms:account:charged_off",
        actor_login_id=agent.login_id,
        account_id=account_id,
        address=agent.address,
        detail=f"{entry.amount} cents: {why}",
    )
    live.tell_account(session, account_id)
    return formats.money(entry.amount)


def _require(session: Session, account: Account, principal: int) -> None:
    """A payment whose outcome is not known yet still lessens what would be written off."""
    if not is_chargeable(account, principal):
        raise NotChargeable(account.lifecycle)
    pending = processing_total(session, account.id or 0)
    if pending:
        raise StillProcessing(pending, 0)
