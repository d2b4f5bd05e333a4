"""What a borrower does with a line of credit, day by day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from sqlmodel import Session

from services.credit_lines.cycle import cycles
from services.ledger import close_account, line_of, lines

PAYS_BEFORE = timedelta(days=4)
BEYOND_THE_MINIMUM = 60_00


@dataclass(frozen=True)
class Habits:
    """Amounts by how many days before the business date."""

    purchases: Mapping[int, int] = field(default_factory=dict)
    advances: Mapping[int, int] = field(default_factory=dict)


def live_through(
    session: Session, account_id: int, habits: Habits, opened_on: date, business_date: date
) -> None:
    """From the day of opening to the business date, in order; cycles close by themselves."""
    line = line_of(session, account_id)
    deeds: list[tuple[date, Callable[[date], object]]] = []
    for ago, cents in habits.purchases.items():
        deeds.append((business_date - timedelta(ago), _purchase(session, account_id, cents)))
    for ago, cents in habits.advances.items():
        deeds.append((business_date - timedelta(ago), _advance(session, account_id, cents)))
    for cycle in cycles(line.due_day, opened_on, business_date):
        payment = _payment(session, account_id)
        deeds.append((cycle.due_on - PAYS_BEFORE, payment))
    for day, do in sorted(deeds, key=itemgetter(0)):
        if day <= business_date:
            do(day)
    close_account(session, account_id, business_date)


def _purchase(session: Session, account_id: int, cents: int) -> Callable[[date], object]:
    return lambda day: lines.post_purchase(session, account_id, cents, day)


def _advance(session: Session, account_id: int, cents: int) -> Callable[[date], object]:
    return lambda day: lines.post_cash_advance(session, account_id, cents, day)


def _payment(session: Session, account_id: int) -> Callable[[date], object]:
    """A little more than the minimum of the last statement, if it asks for anything."""

    def pay(day: date) -> None:
        close_account(session, account_id, day)
        line = line_of(session, account_id)
        little = min(line.minimum_due + BEYOND_THE_MINIMUM, line.statement_balance)
        if little:
            lines.post_payment(session, account_id, little, day)

    return pay
