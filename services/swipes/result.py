"""A swipe as the wallet has it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.credit_lines import BalanceType


class WalletSwipeState(StrEnum):
    AUTHORIZED = "authorized"
    CLEARED = "cleared"
    REVERSED = "reversed"


@dataclass(frozen=True)
class SwipeResult:
    """`amount` in cents, of what cleared once it has; `has_cleared` also of one that was reversed
    afterwards.
    """

    id: str
    card_id: str
    state: WalletSwipeState
    balance_type: BalanceType
    amount: int
    merchant: str
    category: str
    authorized_on: date
    has_cleared: bool
    at: datetime
