"""A bank account is verified by telling its two micro-entries (Nacha, WEB debits)."""

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.base import utc_now
from models.customers import Login
from models.payment_methods import MethodStatus, PaymentMethod
from services.business_date import today
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.messages import mail_owner
from services.messages.letters import security
from services.money import InvalidAmount, parse_amount
from services.payment_methods.asking import ask
from services.payment_methods.errors import NotAMicroEntry, VerificationOver, WrongAmounts
from services.payment_methods.gateway import AmountsRefused, MethodGateway
from services.payment_methods.noting import note
from services.payment_methods.repository import hand_on_default, lock, own
from services.payment_methods.words import method_name
from services.subject import Subject

LARGEST_CENTS = 99
"""Nacha: a micro-entry is below one dollar."""


def verify(
    subject: Subject, method_id: object, first: object, second: object, gateway: MethodGateway
) -> None:
    """Tell the two amounts, in either order, as they were typed.

    Raises NotFound, NotAMicroEntry, WrongAmounts, VerificationOver, WalletAway.
    """
    with reading() as session:
        method = own(session, subject, method_id)
    match method.status:
        case MethodStatus.VERIFIED:
            return
        case MethodStatus.FAILED:
            raise VerificationOver
        case MethodStatus.UNVERIFIED:
            amounts = _amounts(first, second)
    try:
        profile = ask(gateway.verify, method.profile_token, amounts)
    except AmountsRefused as refused:
        _refused(subject, method, refused.tries_left, gateway)
        return
    if profile is None:
        raise NotFound
    _record(method, profile.status, None, subject.login_id)


def look_again(token: str, gateway: MethodGateway, engine: Engine | None = None) -> bool:
    """The wallet reports a change of a profile: whether it is ours.

    Raises OutcomeUnknown, WalletUnavailable.
    """
    with reading(engine) as session:
        found = select(PaymentMethod).where(col(PaymentMethod.profile_token) == token)
        method = session.exec(found).one_or_none()
    profile = gateway.find_profile(token) if method is not None else None
    if method is None or profile is None:
        return False
    _record(method, profile.status, method.tries_left, None, engine)
    return True


def _refused(
    subject: Subject, method: PaymentMethod, left: int | None, gateway: MethodGateway
) -> None:
    """Nothing is raised when the wallet took the right amounts before."""
    if left is None:
        profile = ask(gateway.find_profile, method.profile_token)
        if profile is None:
            raise NotFound
        _record(method, profile.status, 0, subject.login_id)
        if profile.status is MethodStatus.VERIFIED:
            return
        raise VerificationOver
    status = MethodStatus.UNVERIFIED if left else MethodStatus.FAILED
    _record(method, status, left, subject.login_id)
    raise WrongAmounts(left) if left else VerificationOver


def _record(
    method: PaymentMethod,
    status: MethodStatus,
    tries_left: int | None,
    login_id: int | None,
    engine: Engine | None = None,
) -> None:
    """What is known goes one way only: an account that was verified stays it."""
    with unit_of_work(engine) as session:
        lock(session, method.customer_id)
        row = session.get_one(PaymentMethod, method.id)
        if row.status is MethodStatus.UNVERIFIED and row.deleted_at is None:
            _change(session, row, status, tries_left, login_id)


def _change(
    session: Session,
    row: PaymentMethod,
    status: MethodStatus,
    tries_left: int | None,
    login_id: int | None,
) -> None:
    changed = (status, tries_left) != (row.status, row.tries_left)
    row.status, row.tries_left = status, tries_left
    session.add(row)
    session.flush()
    if status is MethodStatus.VERIFIED:
        hand_on_default(session, row.customer_id, today(session))
    if changed:
        verb = "verified" if status is MethodStatus.VERIFIED else "verification_failed"
        note(session, row, verb, login_id)
    if status is MethodStatus.FAILED and login_id is None:
        _tell_owner(session, row)


def _tell_owner(session: Session, row: PaymentMethod) -> None:
    """Nobody was there to see it: no micro-entries could be sent."""
    letter = security.payment_method_refused(utc_now(), method_name(row))
    for login in session.exec(select(Login).where(Login.customer_id == row.customer_id)):
        mail_owner(session, login, letter)


def _amounts(first: object, second: object) -> tuple[int, int]:
    told = _cents(first), _cents(second)
    if told[0] is None or told[1] is None:
        named = zip(("first", "second"), told, strict=True)
        raise NotAMicroEntry(tuple(name for name, cents in named if cents is None))
    return told[0], told[1]


def _cents(typed: object) -> int | None:
    """None: no amount from 0.01 to 0.99."""
    bare = typed.strip() if isinstance(typed, str) else typed
    if isinstance(bare, str) and bare.startswith("."):
        bare = f"0{bare}"
    try:
        cents = parse_amount(bare)
    except InvalidAmount:
        return None
    return cents if 0 < cents <= LARGEST_CENTS else None
