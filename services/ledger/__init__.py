"""The ledger of accounts: entries are appended, never edited (ADR 0008).

rows        the position and terms that rows hold        entries  appending, locking
loans       opening and boarding installment accounts
payments    posting a payment, a late fee, a reversal
"""

from services.ledger.entries import lock_account
from services.ledger.loans import board, open_loan
from services.ledger.payments import post_late_fee, post_payment, reverse
from services.ledger.rows import last_transaction, position_of, schedule_of, terms_of

__all__ = [
    "board",
    "last_transaction",
    "lock_account",
    "open_loan",
    "position_of",
    "post_late_fee",
    "post_payment",
    "reverse",
    "schedule_of",
    "terms_of",
]
