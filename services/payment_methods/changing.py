"""Make a payment method the default, delete one."""

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from models.payment_methods import PaymentMethod
from services.business_date import today
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.messages import mail_owner
from services.messages.letters import security
from services.payment_methods import dependants
from services.payment_methods.asking import ask
from services.payment_methods.errors import MethodInUse, MethodNotUsable
from services.payment_methods.gateway import MethodGateway, ProfileInUse
from services.payment_methods.noting import note
from services.payment_methods.repository import hand_on_default, lock, methods_of, own
from services.payment_methods.usable import why_not
from services.payment_methods.words import method_name
from services.subject import Subject


def make_default(session: Session, subject: Subject, method_id: object) -> None:
    """In the caller's unit of work. Raises NotFound, MethodNotUsable."""
    lock(session, subject.customer_id)
    method = own(session, subject, method_id)
    refused = why_not(method, today(session))
    if refused is not None:
        raise MethodNotUsable(refused)
    if method.is_default:
        return
    for other in methods_of(session, subject.customer_id):
        other.is_default = other.id == method.id
        session.add(other)
    note(session, method, "made_default", subject.login_id)


def delete(subject: Subject, method_id: object, gateway: MethodGateway) -> None:
    """Erase the number at the wallet, then forget the method; its owner is mailed.

    The wallet comes first: a method that is gone here while its number is kept there would never
    be erased. Raises NotFound, MethodInUse, WalletAway; nothing was changed then.
    """
    with reading() as session:
        method = own(session, subject, method_id)
        if any(one.blocks for one in dependants.dependants_of(session, method)):
            raise MethodInUse
    try:
        ask(gateway.delete_profile, method.profile_token)
    except ProfileInUse as error:
        raise MethodInUse from error
    with unit_of_work() as session:
        lock(session, subject.customer_id)
        try:
            _forget(session, subject, own(session, subject, method_id))
        except NotFound:  # another tab was quicker
            return


def _forget(session: Session, subject: Subject, method: PaymentMethod) -> None:
    dependants.release(session, method)
    method.deleted_at, method.is_default = utc_now(), False
    session.add(method)
    session.flush()
    hand_on_default(session, subject.customer_id, today(session))
    note(session, method, "deleted", subject.login_id)
    login = session.get_one(Login, subject.login_id)
    mail_owner(session, login, security.payment_method_removed(utc_now(), method_name(method)))
