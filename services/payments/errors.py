"""Why a payment is not made. Amounts are cents."""

from dataclasses import dataclass

from models.accounts import Lifecycle
from models.payments import PaymentState
from services.errors import PortalError


@dataclass
class PaymentMethodGone(PortalError):
    """No such saved method, deleted, or another customer's."""


@dataclass
class AccountNotPayable(PortalError):
    """The account takes no payments here; `lifecycle` says what became of it."""

    lifecycle: Lifecycle


@dataclass
class StillProcessing(PortalError):
    """Payments of `pending` are under way on the account and leave `left` to pay."""

    pending: int
    left: int


@dataclass
class OutcomeNotShown(PortalError):
    """The payment was sent, and what became of it cannot be read now: it must not be paid again."""


class IllegalStep(Exception):
    """A payment cannot go from one state to another: a fault, never a borrower's doing."""

    def __init__(self, before: PaymentState, after: PaymentState) -> None:
        super().__init__(f"{before} → {after}")
