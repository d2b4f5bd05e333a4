"""Sums of the payments of a year, as they were applied.

A payment counts on its day in the ledger; one that was taken back, then or later, does not count.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, extract, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import Account
from models.transactions import Transaction, TransactionKind


@dataclass(frozen=True, slots=True)
class Paid:
    """Cents. `unapplied` was paid and covers nothing: it is no part of `total`."""

    interest: int = 0
    principal: int = 0
    fees: int = 0
    unapplied: int = 0

    @property
    def total(self) -> int:
        return self.interest + self.principal + self.fees

    def __add__(self, other: "Paid") -> "Paid":
        return Paid(
            self.interest + other.interest,
            self.principal + other.principal,
            self.fees + other.fees,
            self.unapplied + other.unapplied,
        )


Months = dict[int, Paid]
"""By month, 1 to 12; months without a payment are not there."""


def paid_in(session: Session, account_ids: Collection[int], year: int) -> dict[int, Months]:
    """By account; one without a payment in the year has no months."""
    taken_back = aliased(Transaction)
    month = extract("month", col(Transaction.effective_on))
    parts = ("to_interest", "to_principal", "to_fees", "to_unapplied")
    sums = [func.sum(getattr(Transaction, part)) for part in parts]
    rows = session.execute(
        select(col(Transaction.account_id), month, *sums)  # pyright: ignore[reportCallIssue, reportArgumentType]
        .where(
            col(Transaction.account_id).in_(account_ids),
            col(Transaction.kind) == TransactionKind.PAYMENT,
            col(Transaction.effective_on).between(date(year, 1, 1), date(year, 12, 31)),
            ~exists().where(col(taken_back.reverses_id) == col(Transaction.id)),
        )
        .group_by(col(Transaction.account_id), month)
    )
    found: dict[int, Months] = defaultdict(dict)
    for account_id, number, *cents in rows:
        found[account_id][int(number)] = Paid(*map(int, cents))
    return found


def boarded_on(session: Session, account_ids: Collection[int]) -> dict[int, date]:
    """The day on which boarded accounts came here, with one entry for all that was before.

    A line of credit that was opened here has such an entry too, of the day it was opened.
    """
    rows = session.exec(
        select(col(Transaction.account_id), col(Transaction.effective_on))
        .join(Account, col(Account.id) == col(Transaction.account_id))
        .where(
            col(Transaction.account_id).in_(account_ids),
            col(Transaction.sequence) == 1,
            col(Transaction.kind) == TransactionKind.OPENING,
            col(Transaction.effective_on) > col(Account.opened_on),
        )
    )
    return dict(rows.all())


def in_all(months: Months) -> Paid:
    return sum(months.values(), Paid())
