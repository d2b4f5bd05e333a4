"""A new payment method: typed into the wallet's form, adopted from what the wallet tells.

What a browser says is a hint. The method is the borrower's when the wallet's own answer names the
login session that asked for the form, and the customer (ADR 0042).
"""

import hmac
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

from models.base import utc_now
from models.customers import Login
from models.payment_methods import MethodSession, PaymentMethod
from models.sessions import Session as SessionRow
from portal_app.settings import get_settings
from services import lender_settings
from services.brand.palette import palette
from services.business_date import today
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.language import current_language
from services.logins import throttle
from services.messages import mail_owner
from services.messages.letters import security
from services.payment_methods.asking import ask
from services.payment_methods.errors import NothingSaved, TooManyMethods, WalletAway
from services.payment_methods.gateway import (
    Form,
    FormAsked,
    FormFound,
    MethodGateway,
    Profile,
    ProfileInUse,
)
from services.payment_methods.noting import note
from services.payment_methods.repository import MOST, hand_on_default, lock, methods_of
from services.payment_methods.words import method_name
from services.profile import proof
from services.sealing import keyed_hash
from services.subject import Subject

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""Longer than the wallet's report of what was saved can be late."""
LONGEST_ID = 64


def begin(subject: Subject, gateway: MethodGateway) -> Form:
    """Open a form of the wallet for this login session.

    Raises ProofNeeded, TooManyMethods, TooManyAttempts, WalletAway.
    """
    with reading() as session:
        proof.require(session, subject)
        if len(methods_of(session, subject.customer_id)) >= MOST:
            raise TooManyMethods(MOST)
        lender = lender_settings.current(session)
    with unit_of_work() as session:
        throttle.charge(session, throttle.form_limits(subject.login_id))
    asked = FormAsked(
        bound_to=_bound_to(subject.session_id),
        reference=reference_of(subject.customer_id),
        language=current_language(),
        lender=lender.name,
        accent=palette(lender.color).light.brand if lender.color else None,
    )
    form = ask(gateway.open_form, asked)
    if not form.url.startswith(f"{get_settings().wallet_base_url}/"):
        log.error("the wallet's form has an address outside WALLET_BASE_URL")
        raise WalletAway
    with unit_of_work() as session:
        _forget_old(session, subject.customer_id)
        row = MethodSession(
            id=form.id,
            customer_id=subject.customer_id,
            login_id=subject.login_id,
            session_id=subject.session_id,
        )
        session.add(row)
    return form


def adopt(subject: Subject, form_id: object, gateway: MethodGateway) -> int:
    """The id of the method that this session's form has saved; again: the same.

    `form_id` is what a browser sent. Raises NotFound for anybody else's, NothingSaved, WalletAway,
    TooManyMethods: what was saved is erased at the wallet then.
    """
    if not isinstance(form_id, str) or len(form_id) > LONGEST_ID:
        raise NotFound
    with reading() as session:
        row = session.get(MethodSession, form_id)
    if row is None or (row.login_id, row.session_id) != (subject.login_id, subject.session_id):
        raise NotFound
    found = ask(gateway.find_form, row.id)
    if found is None or not _is_of(found, row):
        raise NotFound
    if found.profile is None:
        raise NothingSaved
    with unit_of_work() as session:
        method = _adopted(session, row.id, found.profile)
    if method is None:
        with suppress(ProfileInUse):
            ask(gateway.delete_profile, found.profile.token)
        raise TooManyMethods(MOST)
    return method


def adopt_reported(form_id: str, gateway: MethodGateway, engine: Engine | None = None) -> bool:
    """The wallet reports that a form saved something: whether it is ours.

    The browser's word may never have come. What is one too many, or was typed after the login
    session had ended, is erased at the wallet. Raises OutcomeUnknown, WalletUnavailable.
    """
    with reading(engine) as session:
        row = session.get(MethodSession, form_id)
        asking = session.get(SessionRow, row.session_id) if row is not None else None
    found = gateway.find_form(form_id) if row is not None else None
    if row is None or found is None or found.profile is None or not _is_of(found, row):
        return False
    method = None
    if row.payment_method_id is not None or _was_open(asking, found.profile.saved_at):
        with unit_of_work(engine) as session:
            method = _adopted(session, row.id, found.profile)
    else:
        log.warning("a form was filled in after its session had ended; its number is erased")
    if method is None:
        with suppress(ProfileInUse):
            gateway.delete_profile(found.profile.token)
    return method is not None


def saved_by(session: Session, subject: Subject, form_id: str) -> int | None:
    """The method that this session's form has saved, as far as the portal knows."""
    row = session.get(MethodSession, form_id)
    return row.payment_method_id if row and row.session_id == subject.session_id else None


def _is_of(found: FormFound, row: MethodSession) -> bool:
    saved = found.profile is None or hmac.compare_digest(found.profile.reference, found.reference)
    return (
        saved
        and hmac.compare_digest(found.bound_to, _bound_to(row.session_id))
        and hmac.compare_digest(found.reference, reference_of(row.customer_id))
    )


def _was_open(asking: SessionRow | None, at: datetime) -> bool:
    """Log-out and a new password end a session, and with it the forms that it opened."""
    return asking is not None and at <= min(asking.ended_at or asking.expires_at, asking.expires_at)


def _adopted(session: Session, form_id: str, profile: Profile) -> int | None:
    """Once per profile, whoever comes first; None: forms that were open at the same time have
    filled up what there can be. Raises NotFound for another customer's.
    """
    row = session.get_one(MethodSession, form_id)
    lock(session, row.customer_id)
    token = col(PaymentMethod.profile_token) == profile.token
    method = session.exec(select(PaymentMethod).where(token)).one_or_none()
    if method is not None and method.customer_id != row.customer_id:
        raise NotFound
    if method is None:
        if len(methods_of(session, row.customer_id)) >= MOST:
            return None
        method = _save(session, row, profile)
    assert method.id is not None
    row.payment_method_id = method.id
    session.add(row)
    return method.id


def _save(session: Session, row: MethodSession, profile: Profile) -> PaymentMethod:
    method = PaymentMethod(
        customer_id=row.customer_id,
        profile_token=profile.token,
        kind=profile.kind,
        brand=profile.brand[:40],
        account_type=profile.account_type,
        last_four=profile.last_four,
        expires=profile.expires,
        status=profile.status,
    )
    session.add(method)
    session.flush()
    hand_on_default(session, row.customer_id, today(session))
    note(session, method, "added", row.login_id)
    login = session.get_one(Login, row.login_id)
    mail_owner(session, login, security.payment_method_added(utc_now(), method_name(method)))
    return method


def _bound_to(session_id: int) -> str:
    return keyed_hash("wallet session", str(session_id))


def reference_of(customer_id: int) -> str:
    """Whose a number is, as the wallet is told: it learns no id of the portal's."""
    return keyed_hash("wallet customer", str(customer_id))[:32]


def _forget_old(session: Session, customer_id: int) -> None:
    session.execute(
        delete(MethodSession).where(
            col(MethodSession.customer_id) == customer_id,
            col(MethodSession.created_at) < utc_now() - KEPT,
        )
    )
