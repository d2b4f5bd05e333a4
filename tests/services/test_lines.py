"""Lines of credit in the ledger, on both databases."""

from datetime import date

import pytest

from models.credit_lines import CreditLine
from models.transactions import ReversalReason, TransactionKind
from services import ledger
from services.database import reading, unit_of_work
from services.ledger import lines
from services.servicing.application import Excess
from services.servicing.errors import MoreThanPayoff
from tests.support.credit_lines import OPENED, new_line, statements

pytestmark = pytest.mark.usefixtures("portal_db")


def line_now(account_id: int) -> CreditLine:
    with reading() as session:
        return ledger.line_of(session, account_id)


def test_purchase_and_payment() -> None:
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_purchase(session, line, 100_00, date(2026, 1, 6))
        entry = lines.post_payment(session, line, 30_00, date(2026, 1, 7))
        assert (entry.to_principal, entry.after_principal) == (30_00, 70_00)
        with pytest.raises(MoreThanPayoff):
            lines.post_payment(session, line, 70_01, date(2026, 1, 7))


def test_cycle_closes_when_something_is_posted_after_it() -> None:
    with unit_of_work() as session:
        line = new_line(session)  # due on the 25th: cycles end 25 days before
        lines.post_cash_advance(session, line, 100_00, date(2026, 1, 6))
        lines.post_purchase(session, line, 200_00, date(2026, 1, 7))
        lines.post_purchase(session, line, 1_00, date(2026, 2, 20))
    (first,) = statements(line)
    assert (first.opened_on, first.closed_on, first.due_on) == (
        OPENED,
        date(2026, 1, 31),
        date(2026, 2, 25),
    )
    # 100.00 for 26 of the 27 days at 25.55 / 365 = 0.07 % a day; purchases are in grace
    assert (first.interest, first.fees, first.new_balance) == (1_82, 10_00, 311_82)
    # 2 % of 311.82 and the interest are less than 25.00
    assert (first.minimum_due, line_now(line).minimum_due) == (25_00, 25_00)


def test_reversal_asks_again() -> None:
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_purchase(session, line, 200_00, date(2026, 1, 7))
        ledger.close_account(session, line, date(2026, 2, 1))
        paid = ledger.post_payment(session, line, 40_00, date(2026, 2, 2), excess=Excess.HOLD)
        now = ledger.line_of(session, line)
        assert (now.minimum_due, now.statement_balance) == (0, 160_00)
        back = ledger.reverse(session, paid, date(2026, 2, 3), ReversalReason.NSF)
        assert (back.kind, back.after_principal) == (TransactionKind.REVERSAL, 200_00)
        assert (now.minimum_due, now.statement_balance) == (25_00, 200_00)
