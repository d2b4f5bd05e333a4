"""A loan of the tape as it stands on the boarding day, which takes the snapshot day's place."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zlib import crc32

from models.accounts import Lifecycle
from models.servicing import Rounding
from services.boarding.rows import RejectedRow, Status, TapeRow
from services.money import plain
from services.servicing.duedates import month_day
from services.servicing.errors import InvalidTerms, PaymentTooLow, TooManyPayments
from services.servicing.level import is_interest_only, level_payment
from services.servicing.position import Position
from services.servicing.schedule import solve_payments
from services.servicing.terms import Terms

SNAPSHOT_MONTH = 2018 * 12 + 3
"""April 2018, counted in months: the tape is a snapshot of that spring."""
_DAYS_LATE = {Status.GRACE: 10, Status.LATE_16: 20, Status.LATE_31: 60}
_LIFECYCLES = {Status.FULLY_PAID: Lifecycle.PAID_IN_FULL, Status.CHARGED_OFF: Lifecycle.CHARGED_OFF}


@dataclass(frozen=True, slots=True)
class BoardingLoan:
    """What will be written; `opening` is before a write-off of `row.written_off`.

    Terms of the rest begin after `paid_before` payments; to the whole terms of a loan with nothing
    left, what was paid counts as credit.
    """

    row: TapeRow
    terms: Terms
    opening: Position
    lifecycle: Lifecycle
    opened_on: date
    paid_before: int


def redate(row: TapeRow, on: date) -> BoardingLoan:
    """Raises RejectedRow when the installment can never end the balance."""
    try:
        terms = _terms(row, on)
        level_payment(terms)
    except PaymentTooLow as error:
        raise RejectedRow(_too_low(error)) from error
    except TooManyPayments as error:
        raise RejectedRow("installment never ends the balance at this rate") from error
    except InvalidTerms as error:
        raise RejectedRow(f"{error.field} cannot be used") from error
    opening = Position(
        min(terms.starts, on),
        principal=row.balance + row.written_off,
        advanced=row.loan_amount,
        paid_principal=row.paid_principal,
        paid_interest=row.paid_interest,
        paid_fees=row.paid_fees,
        schedule_credit=0 if row.balance else row.paid_principal + row.paid_interest,
    )
    lifecycle = _LIFECYCLES.get(row.status, Lifecycle.OPEN)
    made = min((row.paid_principal + row.paid_interest) // row.installment, row.term_months)
    paid_before = made if row.balance else 0
    opened_on = min(_opened_on(row, on), terms.starts)
    return BoardingLoan(row, terms, opening, lifecycle, opened_on, paid_before)


def _due_day(row: TapeRow) -> int:
    """1 to 28, fixed for a loan."""
    return crc32(row.loan_number.encode()) % 28 + 1


def _first_due(row: TapeRow, on: date) -> date:
    """Late by the days that its status stands for, else the next due day after `on`."""
    if row.status in _DAYS_LATE:
        return on - timedelta(days=_DAYS_LATE[row.status])
    day = _due_day(row)
    return month_day(on, 0 if day > on.day else 1, day)


def _too_low(error: PaymentTooLow) -> str:
    asked, month = plain(error.payment), plain(error.interest)
    return f"installment never ends the balance: {asked} is less than a month's interest, {month}"


def _terms(row: TapeRow, on: date) -> Terms:
    """What remains; of a loan with nothing left, what was agreed."""
    agreed = Terms(
        row.balance or row.loan_amount,
        row.rate,
        row.term_months,
        _first_due(row, on),
        rounding=Rounding.UP,
        payment=row.installment,
    )
    return replace(agreed, payments=_remaining(row, agreed, on)) if row.balance else agreed


def _remaining(row: TapeRow, terms: Terms, on: date) -> int:
    """Solved; of an interest-only loan, which installments never end, until its term is over."""
    if is_interest_only(terms, row.installment):
        ends = on.year * 12 + on.month - _age(row) + row.term_months
        return max(ends - (terms.first_due.year * 12 + terms.first_due.month) + 1, 1)
    return solve_payments(row.balance, row.rate, row.installment, terms.first_due)


def _age(row: TapeRow) -> int:
    """Months from issue to the snapshot."""
    return max(SNAPSHOT_MONTH - (row.issued.year * 12 + row.issued.month - 1), 0)


def _opened_on(row: TapeRow, on: date) -> date:
    return month_day(on, -_age(row), _due_day(row))
