"""What depends on a payment method, told before it is deleted.

Each kind is one `Dependants`; a feature that pays with saved methods adds its own to `KINDS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session, and_, col, select

from models.accounts import Account, AccountLink
from models.payment_methods import PaymentMethod
from models.payments import Payment, PaymentState
from services import live
from services.accounts.titles import title
from services.language import _, formats
from services.payments import states
from services.payments.reasons import METHOD_DELETED


@dataclass(frozen=True)
class Dependant:
    """`what` depends on it, and what becomes of that (`then`). `blocks`: it cannot be deleted."""

    what: str
    then: str
    blocks: bool = False


@dataclass(frozen=True)
class Dependants:
    """`of` reads them; `release` does what `then` says, in the unit of work of the deletion."""

    of: Callable[[Session, PaymentMethod], list[Dependant]]
    release: Callable[[Session, PaymentMethod], None]


def dependants_of(session: Session, method: PaymentMethod) -> list[Dependant]:
    return [one for kind in KINDS for one in kind.of(session, method)]


def release(session: Session, method: PaymentMethod) -> None:
    for kind in KINDS:
        kind.release(session, method)


def _underway(session: Session, method: PaymentMethod) -> list[Dependant]:
    then = _("It is being processed: delete the method once that is done.")
    found = _payments(session, method, PaymentState.PROCESSING)
    return [
        Dependant(_words(payment, account) if seen else _("A payment"), then, blocks=True)
        for payment, account, seen in found
    ]


def _settling(session: Session, method: PaymentMethod) -> list[Dependant]:
    then = _("It was submitted already and goes on as it is.")
    found = _payments(session, method, PaymentState.APPROVED)
    return [Dependant(_words(payment, account), then) for payment, account, seen in found if seen]


def _scheduled(session: Session, method: PaymentMethod) -> list[Dependant]:
    then = _("It is cancelled. Schedule it again with another method.")
    found = _payments(session, method, PaymentState.SCHEDULED)
    return [Dependant(_words(payment, account), then) for payment, account, seen in found if seen]


def _cancel(session: Session, method: PaymentMethod) -> None:
    for payment, account, _seen in list(_payments(session, method, PaymentState.SCHEDULED)):
        states.advance(session, payment, PaymentState.CANCELLED, METHOD_DELETED)
        live.tell_account(session, account.id or 0)


def _nothing(session: Session, method: PaymentMethod) -> None:
    return


def _payments(
    session: Session, method: PaymentMethod, state: PaymentState
) -> Iterator[tuple[Payment, Account, bool]]:
    """The last: whether the method's owner has web access to the account; without it nothing of
    the account is told.
    """
    access = and_(
        col(AccountLink.account_id) == col(Account.id),
        col(AccountLink.customer_id) == method.customer_id,
        col(AccountLink.web_access).is_(True),
    )
    found = (
        select(Payment, Account, col(AccountLink.id).is_not(None))
        .join(Account, col(Account.id) == col(Payment.account_id))
        .outerjoin(AccountLink, access)
        .where(col(Payment.payment_method_id) == method.id, col(Payment.state) == state)
        .order_by(col(Payment.effective_on), col(Payment.id))
    )
    yield from session.exec(found).all()


def _words(payment: Payment, account: Account) -> str:
    return _("{amount} on {day}, {account}").format(
        amount=formats.money(payment.amount),
        day=formats.day(payment.effective_on),
        account=f"{title(account)} {account.number}",
    )


KINDS = [
    Dependants(_underway, _nothing),
    Dependants(_scheduled, _cancel),
    Dependants(_settling, _nothing),
]
"""In the order in which they are told."""
