"""Opening a line of credit, and boarding one that has a history elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from models.accounts import Account, Product
from models.credit_lines import BalanceType, CreditLine, CreditRate
from models.transactions import TransactionKind
from services.credit_lines.balances import LinePosition
from services.credit_lines.cycle import ONE_DAY
from services.ledger.line_entries import append_line_entry
from services.ledger.loans import new_account


@dataclass(frozen=True)
class Boarded:
    """What a line owes on the day that it comes here, and what its last statement asked for."""

    position: LinePosition
    statement_balance: int = 0
    minimum_due: int = 0
    minimum_due_on: date | None = None


def open_line(
    session: Session,
    *,
    number: str,
    product: Product,
    name: str,
    credit_limit: int,
    due_day: int,
    rates: Mapping[BalanceType, Decimal],
    opened_on: date,
    boarded: Boarded | None = None,
    boarded_on: date | None = None,
) -> Account:
    """Make the account and its first entry. Its first cycle begins on that day."""
    account = new_account(session, number, product, name, opened_on)
    assert account.id is not None
    on = boarded_on or opened_on
    was = boarded or Boarded(LinePosition())
    line = CreditLine(
        account_id=account.id,
        credit_limit=credit_limit,
        due_day=due_day,
        closed_on=on - ONE_DAY,
        asked_balance=was.statement_balance,
        asked_minimum=was.minimum_due,
        minimum_due_on=was.minimum_due_on,
    )
    session.add(line)
    for kind, rate in rates.items():
        session.add(
            CreditRate(account_id=account.id, balance_type=kind, from_on=opened_on, rate=rate)
        )
    position = was.position
    append_line_entry(
        session,
        line,
        TransactionKind.OPENING,
        on,
        position.paid_principal + position.paid_interest + position.paid_fees + position.unapplied,
        None,
        position,
        charged_through=on - ONE_DAY,
        to_fees=position.paid_fees,
        to_interest=position.paid_interest,
        to_principal=position.paid_principal,
        to_unapplied=position.unapplied,
    )
    return account
