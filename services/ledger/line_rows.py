"""What rows of a line of credit say, as the engine's values."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.accounts import Account, Product
from models.credit_lines import CreditLine, CreditRate, LineEntry, MinimumRule
from models.transactions import Transaction, TransactionKind
from services.credit_lines.asked import Asked
from services.credit_lines.balances import ByType, LinePosition
from services.credit_lines.closing import Event
from services.credit_lines.cycle import ONE_DAY, Cycle, cycle_from
from services.credit_lines.terms import LineTerms, Minimum, MinimumFrom, RateFrom
from services.errors import NotFound
from services.servicing.position import Position


def line_of(session: Session, account_id: int) -> CreditLine:
    """As it is now, also when it was read before the account was locked. Raises `NotFound`."""
    found = session.get(CreditLine, account_id, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def line_terms_of(session: Session, line: CreditLine) -> LineTerms:
    account = session.get_one(Account, line.account_id)
    product = session.get_one(Product, account.product_id)
    rules = session.exec(select(MinimumRule).where(MinimumRule.product_id == product.id)).all()
    rates = session.exec(select(CreditRate).where(CreditRate.account_id == line.account_id)).all()
    return LineTerms(
        due_day=line.due_day,
        rates=tuple(RateFrom(one.balance_type, one.from_on, one.rate) for one in rates),
        minimums=tuple(MinimumFrom(one.from_on, Minimum(one.floor, one.percent)) for one in rules),
        late_fee=product.late_fee,
        grace_days=product.grace_days,
        advance_fee=product.cash_advance_fee,
        advance_percent=product.cash_advance_percent,
    )


def line_position_of(session: Session, account_id: int) -> LinePosition:
    """After the account's last entry. Raises `NotFound` without any."""
    return position_at(session, account_id, None)


def position_at(session: Session, account_id: int, sequence: int | None) -> LinePosition:
    """After the entry of that number; None: the last."""
    query = select(Transaction, LineEntry).join(
        LineEntry, col(LineEntry.transaction_id) == col(Transaction.id)
    )
    query = query.where(col(Transaction.account_id) == account_id)
    if sequence is not None:
        query = query.where(col(Transaction.sequence) == sequence)
    found = session.exec(query.order_by(col(Transaction.sequence).desc()).limit(1)).first()
    if found is None:
        raise NotFound
    return line_position_after(*found)


def line_position_after(row: Transaction, entry: LineEntry) -> LinePosition:
    return LinePosition(
        principal=ByType(
            entry.after_purchases, entry.after_cash_advances, entry.after_balance_transfers
        ),
        interest=ByType(
            entry.after_purchases_interest,
            entry.after_cash_advances_interest,
            entry.after_balance_transfers_interest,
        ),
        fees=row.after_fees_due,
        unapplied=row.after_unapplied,
        advanced=row.after_advanced,
        written_off=row.after_written_off,
        paid_principal=row.after_paid_principal,
        paid_interest=row.after_paid_interest,
        paid_fees=row.after_paid_fees,
    )


def totals(position: LinePosition, charged_through: date) -> Position:
    """Of all types of balance, as every entry of the ledger keeps it."""
    return Position(
        accrued_through=charged_through,
        principal=position.principal.total,
        interest_due=position.interest.total,
        fees_due=position.fees,
        unapplied=position.unapplied,
        advanced=position.advanced,
        written_off=position.written_off,
        paid_principal=position.paid_principal,
        paid_interest=position.paid_interest,
        paid_fees=position.paid_fees,
    )


def principal_change(entry: LineEntry) -> ByType:
    return ByType(entry.purchases, entry.cash_advances, entry.balance_transfers)


def interest_change(entry: LineEntry) -> ByType:
    return ByType(
        entry.purchases_interest, entry.cash_advances_interest, entry.balance_transfers_interest
    )


def asked_of(line: CreditLine) -> Asked:
    return Asked(
        balance=line.asked_balance,
        minimum=line.asked_minimum,
        past_due=line.asked_past_due,
        fees=line.asked_fees,
        due_on=line.minimum_due_on,
        past_due_since=line.past_due_since,
        late_on=line.late_on,
        paid=line.paid_since,
        credits=line.credits_since,
        disputed=line.disputed,
        excused=line.excused,
    )


def open_cycle(line: CreditLine) -> Cycle:
    """The one that is not closed yet. Raises `NotFound` for a line whose cycles never began."""
    if line.closed_on is None:
        raise NotFound
    return cycle_from(line.due_day, line.closed_on + ONE_DAY)


@dataclass(frozen=True)
class CycleEntry:
    """An entry since the last statement; `origin_sequence` of the one that it reverses."""

    transaction: Transaction
    line: LineEntry
    origin_sequence: int | None

    def event(self, after: int) -> Event:
        """`after`: the last entry that the statement knows."""
        row = self.transaction
        counts = row.kind is TransactionKind.PAYMENT or (
            row.kind is TransactionKind.REVERSAL and (self.origin_sequence or 0) > after
        )
        return Event(
            row.effective_on,
            row.kind,
            row.amount,
            principal_change(self.line),
            row.amount - row.to_unapplied if counts else 0,
        )


def entries_since(session: Session, account_id: int, sequence: int) -> list[CycleEntry]:
    """In order; as many as a cycle has."""
    origin = aliased(Transaction)
    rows = session.exec(
        select(Transaction, LineEntry, origin.sequence)  # pyright: ignore[reportArgumentType]
        .join(LineEntry, col(LineEntry.transaction_id) == col(Transaction.id))
        .outerjoin(origin, col(origin.id) == col(Transaction.reverses_id))
        .where(col(Transaction.account_id) == account_id, col(Transaction.sequence) > sequence)
        .order_by(col(Transaction.sequence))
    )
    return [CycleEntry(*row) for row in rows]
