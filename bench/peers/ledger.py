"""The same small ledger for both peers: three accounts, their last transaction and terms.

A click on an amount costs our portal one read for the session and four for the figures; so it
does here.
"""

from dataclasses import dataclass
from decimal import Decimal

ACCOUNTS = (
    ("L-1082", "Personal loan", "$4,012.55", "$187.40 due Dec 1", "22 of 36 payments left"),
    ("L-4417", "Auto loan", "$11,930.20", "$230.83 past due", "41 of 60 payments left"),
    ("C-3305", "Card account", "$862.11", "$35.00 due Dec 15", "Credit left $4,137.89"),
)
"""Number, title, balance, due, left: what our accounts page shows of Maria's."""

CHOICES = {"next_due": "Next due", "payoff": "Payoff"}
BALANCE = 401_255
PAYMENT = 18_740
RATE = "11.90"
DAYS = 17


@dataclass(frozen=True)
class Changes:
    """What a payment changes, as texts."""

    interest: str
    principal: str
    balance: str
    next_due: str


def changes(choice: str, balance: int, payment: int, rate: str, days: int) -> Changes:
    """Daily simple interest first, then principal. Cents; percent a year."""
    interest = int(balance * Decimal(rate) / 100 * days / 365)
    amount = balance + interest if choice == "payoff" else payment
    left = balance - (amount - interest)
    return Changes(
        _money(interest),
        _money(amount - interest),
        _money(left),
        f"{_money(min(payment, left))} · Dec 1, 2026" if left else "Nothing more",
    )


def _money(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02}"
