"""What is disputed: an entry of a line of credit, or a swipe; named `t12` or `s7` on the wire.

The entry of a swipe is that swipe, so that neither name opens a second case.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.accounts import Account, AccountKind
from models.statements import Statement
from models.swipes import Dispute, Swipe
from models.transactions import Transaction, TransactionKind
from services import lender_settings
from services.accounts.repository import account_for
from services.business_date import today
from services.disputes.errors import NotDisputable, TooLateToDispute
from services.errors import NotFound
from services.subject import Subject

WINDOW = timedelta(days=60)
"""After the first statement that shows it: 12 CFR 1026.13(b)(1)."""
KINDS = frozenset(AccountKind(kind) for kind in ("line_of_credit", "card"))
CHARGES = frozenset(
    {
        TransactionKind.ADVANCE,
        TransactionKind.PURCHASE,
        TransactionKind.CASH_ADVANCE,
        TransactionKind.BALANCE_TRANSFER,
        TransactionKind.INTEREST,
        TransactionKind.FEE,
        TransactionKind.LATE_FEE,
        TransactionKind.CREDIT,
        TransactionKind.PAYMENT,
    }
)
_NAME = re.compile(r"([ts])([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class Thing:
    """`entry` is None of a swipe that has not posted."""

    account: Account
    entry: Transaction | None
    swipe: Swipe | None

    @property
    def amount(self) -> int:
        """Cents, never negative."""
        if self.swipe:
            return self.swipe.amount
        return abs(self.entry.amount) if self.entry else 0

    @property
    def on(self) -> date:
        if self.swipe:
            return self.swipe.swiped_on
        assert self.entry is not None
        return self.entry.effective_on


def thing_for(session: Session, subject: Subject, number: object, name: object) -> Thing:
    """On an account that the subject may see. Raises NotFound, NotDisputable."""
    account = account_for(session, subject, number)
    found = _NAME.fullmatch(name) if isinstance(name, str) else None
    if found is None or account.id is None:
        raise NotFound
    return of_account(session, account, found[1], int(found[2]))


def of_account(session: Session, account: Account, letter: str, row_id: int) -> Thing:
    """`letter` t: an entry, s: a swipe. Raises NotFound, NotDisputable."""
    if letter == "t":
        entry = session.get(Transaction, row_id)
        swipe = session.exec(select(Swipe).where(Swipe.transaction_id == row_id)).first()
    else:
        swipe = session.get(Swipe, row_id)
        posted = swipe.transaction_id if swipe else None
        entry = session.get(Transaction, posted) if posted else None
    first = swipe or entry
    if first is None or first.account_id != account.id:
        raise NotFound
    if account.kind not in KINDS or (entry is not None and entry.kind not in CHARGES):
        raise NotDisputable
    return Thing(account, entry, swipe)


def thing_of(session: Session, dispute: Dispute, account: Account) -> Thing:
    """What the dispute on the account is about."""
    letter, row_id = ("s", dispute.swipe_id) if dispute.swipe_id else ("t", dispute.transaction_id)
    return of_account(session, account, letter, row_id or 0)


def require_in_time(session: Session, thing: Thing) -> None:
    """Raises TooLateToDispute. What no statement shows yet can be disputed."""
    until = last_day(session, thing)
    if until is not None and today(session) > until:
        raise TooLateToDispute(until, lender_settings.current(session).brand.support_phone)


def last_day(session: Session, thing: Thing) -> date | None:
    """The last day on which a notice of error is in time; None: no statement shows it yet."""
    if thing.entry is None:
        return None
    shown_on = session.exec(
        select(col(Statement.closed_on))
        .where(
            col(Statement.account_id) == thing.account.id,
            col(Statement.last_sequence) >= thing.entry.sequence,
        )
        .order_by(col(Statement.closed_on))
        .limit(1)
    ).first()
    return shown_on + WINDOW if shown_on else None
