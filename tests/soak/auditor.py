"""An auditor with books of its own: it foretells what every account and the processor must hold.

It imports no rule of the portal. It knows only what borrowers did, and what a fault may do to it.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from models.payments import PaymentState
from models.transactions import TransactionKind
from services.ledger_check import check_ledger
from services.payments.receipts import Receipt
from tests.support.paying import Loan


class Fate(Enum):
    """What must have become of an intent when all is reconciled."""

    CHARGED = "charged"
    NOT_CHARGED = "not charged"
    EITHER = "either"
    """Killed at any moment: charged and posted, or neither."""


@dataclass
class Intent:
    key: str
    loan: Loan
    amount: int
    fate: Fate
    told: list[Receipt] = field(default_factory=list)


@dataclass
class Account:
    loan: Loan
    principal: int
    interest: int
    """Due on the one day that a soak lasts; both in cents, before any payment."""


class Auditor:
    def __init__(self, wallet_database: Path) -> None:
        self._wallet_database = wallet_database
        self._intents: dict[str, Intent] = {}
        self._accounts: list[Account] = []

    def opened(self, loan: Loan, principal: int, interest: int) -> None:
        self._accounts.append(Account(loan, principal, interest))

    def expects(self, loan: Loan, key: str, amount: int, fate: Fate) -> Intent:
        intent = Intent(key, loan, amount, fate)
        self._intents[key] = intent
        return intent

    @property
    def charged(self) -> int:
        """How many charges the processor holds."""
        return len(self._charges())

    def verify(self) -> None:
        """Once everything is reconciled."""
        charges = self._charges()
        assert {*charges} <= {*self._intents}, "a charge that nobody asked for"
        payments = {payment.key: payment for payment in self._accounts[0].loan.payments()}
        for account in self._accounts:
            self._verify_account(account, charges, payments)
        assert check_ledger().breaches == []

    def _verify_account(self, account: Account, charges: dict[str, int], payments: dict) -> None:
        mine = [one for one in self._intents.values() if one.loan is account.loan]
        entries = account.loan.entries()
        posted = Counter(entry.payment_id for entry in entries)
        assert all(entry.kind is TransactionKind.PAYMENT for entry in entries)
        for intent in mine:
            payment = payments.get(intent.key)
            charged = intent.key in charges
            assert intent.fate is Fate.EITHER or charged is (intent.fate is Fate.CHARGED), intent
            assert posted[payment.id if payment else -1] == int(charged), intent
            if charged:
                assert payment.state is PaymentState.APPROVED, (intent, payment)
                assert charges[intent.key] == payment.amount == intent.amount, (intent, payment)
            elif payment:
                assert payment.state is PaymentState.FAILED, (intent, payment)
            self._verify_told(intent, charged)
        self._verify_balance(account, sum(one.amount for one in mine if one.key in charges))

    def _verify_told(self, intent: Intent, charged: bool) -> None:
        """A borrower may be told to wait, and never what is not so."""
        for receipt in intent.told:
            if receipt.state is PaymentState.APPROVED:
                assert charged, intent
            if receipt.state is PaymentState.FAILED:
                assert not charged, intent
        assert len({receipt.confirmation for receipt in intent.told}) <= 1, intent

    def _verify_balance(self, account: Account, paid: int) -> None:
        """Interest is paid first, then principal."""
        entries = account.loan.entries()
        assert sum(entry.amount for entry in entries) == paid
        to_interest = min(paid, account.interest)
        assert sum(entry.to_interest for entry in entries) == to_interest
        if entries:
            assert entries[-1].after_principal == account.principal - (paid - to_interest)

    def _charges(self) -> dict[str, int]:
        """Cents by key, from the processor's own books."""
        books = sqlite3.connect(f"file:{self._wallet_database}?mode=ro", uri=True)
        try:
            rows = books.execute(
                "SELECT key, amount FROM sandbox_charges WHERE lower(state) <> 'declined'"
            )
            return dict(rows.fetchall())
        finally:
            books.close()
