"""What is asked of a wallet, and what may come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from services.payment_methods.gateway import MethodGateway
from services.swipes.result import SwipeResult

SWIPE = "swipe."
"""Begins the type of an event of a swipe."""
PROFILE = "payment_profile."
"""Begins the type of an event of a payment method."""


class ChargeState(StrEnum):
    PROCESSING = "processing"
    APPROVED = "approved"
    PENDING = "pending"
    """A bank entry that was submitted."""
    SETTLED = "settled"
    RETURNED = "returned"
    CHARGED_BACK = "charged_back"
    DECLINED = "declined"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class ChargeResult:
    """A charge as the wallet has it; `return_code` is NACHA's, such as R01."""

    state: ChargeState
    charge_id: str
    decline_code: str | None = None
    return_code: str | None = None


@dataclass(frozen=True)
class WalletEventNotice:
    """That something happened to the charge made with `key`, or to the swipe whose id it is, or to
    the payment profile (its form's id, else its own); what, the wallet is asked.
    """

    id: str
    type: str
    key: str


def key_in(kind: str, data: Mapping[str, object]) -> object:
    """What an event's `data` names, as it was sent: of any type, or None."""
    if kind.startswith(PROFILE):
        return data.get("session") or data.get("id")
    return data.get("swipe_id" if kind.startswith(SWIPE) else "idempotency_key")


@dataclass(frozen=True)
class EventPage:
    """Events after a sequence; `next` is where the next page begins."""

    events: tuple[WalletEventNotice, ...]
    next: int
    has_more: bool


class OutcomeUnknown(Exception):
    """The request may have arrived: ask again with the same key, never with a new one."""


class WalletUnavailable(Exception):
    """Nothing was sent: the wallet could not be reached."""


class ChargeRefused(Exception):
    """The wallet took nothing on and keeps nothing for the key; `code` is its problem code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ChargeGateway(Protocol):
    """Every method raises OutcomeUnknown and WalletUnavailable; amounts are cents."""

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        """Charge once per key. Raises ChargeRefused too."""
        ...

    def find(self, key: str) -> ChargeResult | None:
        """The charge made with this key; None: there is none so far."""
        ...

    def find_swipe(self, swipe_id: str) -> SwipeResult | None:
        """The swipe of this id; None: there is none."""
        ...

    def events(self, after: int) -> EventPage:
        """What happened since a sequence, oldest first."""
        ...

    def advance(self, business_date: date) -> None:
        """Move a sandbox's time; a real processor has its own and does nothing."""
        ...


class Gateway(ChargeGateway, MethodGateway, Protocol):
    """All that a wallet is asked."""
