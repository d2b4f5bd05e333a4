"""Why something cannot be done with a payment method."""

from dataclasses import dataclass

from services.errors import PortalError
from services.payment_methods.usable import Unusable


@dataclass
class MethodNotUsable(PortalError):
    """It cannot pay, nor be the default."""

    why: Unusable


@dataclass
class TooManyMethods(PortalError):
    """The customer has `most`, all that there can be."""

    most: int


@dataclass
class WalletAway(PortalError):
    """The wallet does not answer, or not as it should; nothing was changed."""


@dataclass
class NothingSaved(PortalError):
    """The form has not saved anything."""


@dataclass
class MethodInUse(PortalError):
    """A payment with it is being processed: it can be deleted later."""


@dataclass
class NotAMicroEntry(PortalError):
    """What was typed is no amount from 0.01 to 0.99; `fields`: first, second or both."""

    fields: tuple[str, ...]


@dataclass
class WrongAmounts(PortalError):
    """They are not the two deposits'; `tries_left`: at least one."""

    tries_left: int


@dataclass
class VerificationOver(PortalError):
    """The account can no longer be verified: it is added anew, or another one."""
