"""The ledger of accounts: entries are appended, never edited (ADR 0008).

rows        the position and terms that rows hold        entries  appending, locking
loans       opening and boarding installment accounts
charging_off  writing an account off
payments    posting a payment, a late fee, a reversal
lines       all that is posted on lines of credit   closing      their billing cycles
"""

from services.ledger import lines
from services.ledger.charging_off import charge_off
from services.ledger.closing import close_account
from services.ledger.entries import lock_account
from services.ledger.line_opening import Boarded, open_line
from services.ledger.line_rows import line_of, line_position_of, line_terms_of
from services.ledger.loans import board, open_loan
from services.ledger.payments import post_late_fee, post_payment, reverse
from services.ledger.rows import last_transaction, position_of, schedule_of, terms_of

__all__ = [
    "Boarded",
    "board",
    "charge_off",
    "close_account",
    "last_transaction",
    "line_of",
    "line_position_of",
    "line_terms_of",
    "lines",
    "lock_account",
    "open_line",
    "open_loan",
    "position_of",
    "post_late_fee",
    "post_payment",
    "reverse",
    "schedule_of",
    "terms_of",
]
