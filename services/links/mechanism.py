"""256 random bits in an address of this portal, of which only the hash is kept.

Whoever has the link proves that they read the mail, and nothing else (NIST SP 800-63B, 5.1.3.1:
email is no second factor). A newer link voids the older ones of its owner and purpose.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, or_, select, update

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.lender import UnknownAccess
from models.single_use_links import LinkPurpose, SingleUseLink
from portal_app.routes import CONFIRM_EMAIL, RESET, at_lms, in_language
from portal_app.settings import get_settings
from services import lender_settings
from services.errors import PortalError
from services.sealing import TOKEN_LENGTH, new_token, token_hash

LIFE = timedelta(minutes=30)

_PAGES = {
    LinkPurpose.RESET_PASSWORD: RESET,
    LinkPurpose.BY_LENDER: RESET,
    LinkPurpose.SIGN_UP: RESET,
    LinkPurpose.CONFIRM_EMAIL: CONFIRM_EMAIL,
}


@dataclass
class LinkDead(PortalError):
    """Unknown, used, voided, too old, of the other door or purpose: one answer for all."""


@dataclass(frozen=True)
class Opened:
    """A link that is alive, and whose it is: a login's, or (sign-up) a customer's without one.

    `email`: the address that the link was sent to.
    """

    id: int
    purpose: LinkPurpose
    email: str
    login: Login | None
    customer: Customer | None


def make_link(
    session: Session,
    purpose: LinkPurpose,
    *,
    login: Login | None = None,
    customer: Customer | None = None,
    email: str = "",
    language: str = "en",
) -> str:
    """The whole address of a new link; its token is kept nowhere, so that the caller mails it.

    For a login, or for the customer who signs up. `email`: the owner's own unless told. It lies
    under PORTAL_BASE_URL, whatever host a request named.
    """
    owner = login or customer
    if owner is None or owner.id is None:
        raise ValueError("a link belongs to a stored login or customer")
    # the owner's row is the lock: of two links made at once, one voids the other
    session.exec(select(type(owner)).where(type(owner).id == owner.id).with_for_update()).one()
    door = login.door if login else Door.PORTAL
    void(session, purpose, login_id=login and login.id, customer_id=customer and customer.id)
    token, now = new_token(), utc_now()
    session.add(
        SingleUseLink(
            token_hash=token_hash(token),
            purpose=purpose,
            door=door,
            login_id=login.id if login else None,
            customer_id=customer.id if customer else None,
            email=email or owner.email,
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    session.flush()
    page = in_language(_PAGES[purpose], language) if door is Door.PORTAL else at_lms(RESET)
    return f"{get_settings().portal_base_url}{page}/{token}"


def look(session: Session, token: str, door: Door, *purposes: LinkPurpose) -> Opened:
    """The link of `token`, left as it is. Raises `LinkDead`."""
    if len(token) != TOKEN_LENGTH:
        raise LinkDead()
    row = session.exec(
        select(SingleUseLink).where(
            SingleUseLink.token_hash == token_hash(token),
            SingleUseLink.door == door,
            col(SingleUseLink.purpose).in_(purposes),
            *_alive(),
            col(SingleUseLink.expires_at) > utc_now(),
        )
    ).first()
    opened = row and _opened(session, row)
    if opened is None:
        raise LinkDead()
    return opened


def use(session: Session, token: str, door: Door, *purposes: LinkPurpose) -> Opened:
    """`look`, and the link is used up: of parallel uses one succeeds. Raises `LinkDead`."""
    opened = look(session, token, door, *purposes)
    used = session.execute(
        update(SingleUseLink)
        .where(col(SingleUseLink.id) == opened.id, *_alive())
        .values(used_at=utc_now())
    )
    if used.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
        raise LinkDead()
    return opened


def void(
    session: Session,
    purpose: LinkPurpose | None = None,
    *,
    login_id: int | None = None,
    customer_id: int | None = None,
) -> None:
    """End the open links of a login, of a customer, or of both; of one purpose or of all."""
    owners = []
    if login_id is not None:
        owners.append(col(SingleUseLink.login_id) == login_id)
    if customer_id is not None:
        owners.append(col(SingleUseLink.customer_id) == customer_id)
    which = [] if purpose is None else [col(SingleUseLink.purpose) == purpose]
    session.execute(
        update(SingleUseLink).where(or_(*owners), *which, *_alive()).values(voided_at=utc_now())
    )


def _alive() -> tuple[Any, ...]:
    return (col(SingleUseLink.used_at).is_(None), col(SingleUseLink.voided_at).is_(None))


def _opened(session: Session, row: SingleUseLink) -> Opened | None:
    """None when the owner is shut out, or has another address than the one that was mailed."""
    login = session.get(Login, row.login_id) if row.login_id else None
    customer_id = login.customer_id if login else row.customer_id
    customer = session.get(Customer, customer_id) if customer_id else None
    if customer is not None and not _is_let_in(session, row, customer):
        return None
    if login is not None and login.disabled_at is not None:
        return None
    owner = login or customer
    if owner is None:
        return None
    if row.purpose is not LinkPurpose.CONFIRM_EMAIL and owner.email != row.email:
        return None
    return Opened(row.id or 0, row.purpose, row.email, login, customer)


def _is_let_in(session: Session, row: SingleUseLink, customer: Customer) -> bool:
    """A sign-up opens the portal to a known customer when the lender says so."""
    if customer.portal_access:
        return True
    grants = lender_settings.current(session).without_access is UnknownAccess.GRANT
    return row.purpose is LinkPurpose.SIGN_UP and grants
