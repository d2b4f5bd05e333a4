"""A statement in itself: its number, columns and detail; `lines` compares it with the ledger."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from models.accounts import CREDIT_KINDS, Account
from models.statements import Statement
from services.statements.detail import Detail, from_json


def detail_of(one: Statement) -> Detail | None:
    """None where it cannot be read."""
    try:
        return from_json(one.detail)
    except (ValueError, KeyError, TypeError):
        return None


def in_itself(one: Statement, detail: Detail | None, number: int) -> Iterator[str]:
    """Short sentences, none for a sound one; `number`: the one that it ought to have."""
    if one.number != number:
        yield f"it is number {one.number}, by those before it {number}"
    changes = one.purchases + one.balance_transfers + one.cash_advances + one.fees + one.interest
    expected = one.previous_balance - one.payments - one.other_credits + changes
    if one.new_balance != expected:
        yield f"new balance {one.new_balance}, by its columns {expected}"
    if detail is None:
        yield "its detail cannot be read"
        return
    if sum(line.amount for line in detail.lines) != one.new_balance - one.previous_balance:
        yield "its entries do not lead from the previous balance to the new one"
    if sum(part.interest for part in detail.types) != one.interest:
        yield "its interest by type of balance does not make up the interest charged"


def misplaced(session: Session) -> Iterator[tuple[int, str]]:
    """Statements of accounts that have none: account id and sentence."""
    for account_id in session.exec(
        select(Statement.account_id)
        .join(Account, col(Account.id) == col(Statement.account_id))
        .where(col(Account.kind).not_in(CREDIT_KINDS))
        .distinct()
    ):
        yield account_id, "a statement of an account that is no line of credit"
