"""Paying a line of credit: its own amounts, what changes, receipt, returns, races."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import col, select

from models.accounts import AccountLink
from models.payments import AmountChoice, Payment, PaymentState
from models.transactions import Transaction
from services import business_date
from services.accounts.page import account_page
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.ledger import lines
from services.payments import by_lender, gateways, recording
from services.payments.dialog import (
    AmountLine,
    Asked,
    PayDialog,
    TypeLine,
    confirm,
    look,
    open_dialog,
    preview_lines,
)
from services.payments.gateway import ChargeResult, ChargeState
from services.payments.receipt_lines import ReceiptLines
from services.servicing.errors import MoreThanPayoff
from services.work.cycles import close_all
from tests.support.agents import agent_subject
from tests.support.credit_lines import new_line
from tests.support.paying import Loan, stranger

TODAY = date(2026, 2, 10)
NUMBER = "C-1"


class Wallet:
    def __init__(self) -> None:
        self.charged: list[int] = []

    def charge(self, key: str, profile_token: str, amount: int, business_date: date):
        self.charged.append(amount)
        return ChargeResult(ChargeState.APPROVED, f"ch_{len(self.charged)}")


@pytest.fixture
def wallet() -> Iterator[Wallet]:
    wallet = Wallet()
    gateways.use(wallet)  # pyright: ignore[reportArgumentType]
    yield wallet
    gateways._current.clear()


@pytest.fixture
def card(portal_db: object) -> Loan:
    """700.00 of purchases and 200.00 in cash, statement of 31 January, 50.00 spent since."""
    who, other = stranger(), stranger()
    with unit_of_work() as session:
        business_date.freeze_at(session, TODAY)
        account_id = new_line(session)
        for one in (who, other):
            session.add(AccountLink(customer_id=one.customer_id, account_id=account_id))
        lines.post_purchase(session, account_id, 700_00, date(2026, 1, 6))
        lines.post_cash_advance(session, account_id, 200_00, date(2026, 1, 31))
    close_all(TODAY)
    with unit_of_work() as session:
        lines.post_purchase(session, account_id, 50_00, TODAY)
    return Loan(account_id, [who, other], NUMBER)


def offer(card: Loan) -> PayDialog:
    return open_dialog(card.subjects[0], NUMBER)[1]


def pay(card: Loan, choice: str, custom: str = "", subject: int = 0) -> ReceiptLines:
    who = card.subjects[subject]
    key, _ = open_dialog(who, NUMBER)
    asked = Asked(NUMBER, choice, custom, method=str(card.method(key, subject)))
    done = confirm(who, key, look(who, asked), asked)
    assert isinstance(done, ReceiptLines)
    return done


def test_a_line_offers_its_own_amounts(card: Loan) -> None:
    """910.14 at the closing: 0.14 of interest for a day of cash, 10.00 for getting it."""
    offered = offer(card)
    assert offered.is_line
    assert offered.minimum_due == AmountLine("Due Feb 25", "$25.00", none=False)
    assert offered.statement_balance == AmountLine(
        "Paid by Feb 25, new purchases bear no interest", "$910.14", none=False
    )
    assert offered.past_due == AmountLine("Nothing past due", "$0.00", none=True)
    assert offered.total_balance == AmountLine("All that you owe today", "$960.14", none=False)
    assert offered.choice == "minimum_due"


def test_the_preview_says_which_balance_the_money_goes_to(card: Loan) -> None:
    lines = preview_lines(look(card.subjects[0], Asked(NUMBER, "custom", "300.00")))
    assert (lines.fees, lines.interest, lines.balance) == ("$10.00", "$0.14", "$660.14")
    assert lines.by_type == (
        TypeLine("To cash advances at 25.55%", "$200.00"),
        TypeLine("To purchases at 18.25%", "$89.86"),
    )
    assert (lines.minimum_left, lines.available) == ("$0.00", "$4,339.86")
    lines = preview_lines(look(card.subjects[0], Asked(NUMBER, "custom", "5.00")))
    assert lines.minimum_left == "$20.00"


def test_the_receipt_is_what_the_preview_said(card: Loan, wallet: Wallet) -> None:
    seen = preview_lines(look(card.subjects[0], Asked(NUMBER, "minimum_due")))
    done = pay(card, "minimum_due")
    assert (done.heading, done.amount, done.balance) == ("Payment received", "$25.00", seen.balance)
    assert done.parts == "$14.86 · $0.14 · $10.00"
    offered = offer(card)
    assert (offered.minimum_due.none, offered.choice) == (True, "custom")
    assert offered.statement_balance.amount == "$885.14"
    assert card.payments()[0].amount_choice is AmountChoice.MINIMUM_DUE


def test_a_missed_minimum_is_past_due(card: Loan, wallet: Wallet) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, date(2026, 2, 26))
    offered = offer(card)
    assert offered.past_due == AmountLine("Since Feb 25", "$25.00", none=False)
    assert offered.choice == "past_due"
    with reading() as session:
        assert account_page(session, card.subjects[0], NUMBER).status == "Past due"
    pay(card, "past_due")
    with reading() as session:
        assert account_page(session, card.subjects[0], NUMBER).status == "Current"


def test_all_is_paid_and_the_line_stays_open(card: Loan, wallet: Wallet) -> None:
    pay(card, "total_balance")
    assert wallet.charged == [960_14]
    with reading() as session:
        page = account_page(session, card.subjects[0], NUMBER)
    assert (page.balance, page.status, page.payable) == ("$0.00", "Current", False)


@pytest.mark.parametrize("choice", ["next_due", "payoff"])
def test_a_loans_choices_are_none_of_a_line(card: Loan, choice: str) -> None:
    with pytest.raises(InvalidInput):
        look(card.subjects[0], Asked(NUMBER, choice))


def test_more_than_all_is_refused(card: Loan) -> None:
    with pytest.raises(MoreThanPayoff):
        look(card.subjects[0], Asked(NUMBER, "custom", "960.15"))


def test_a_return_asks_for_the_minimum_again(card: Loan, wallet: Wallet) -> None:
    pay(card, "statement_balance")
    with unit_of_work() as session:
        payment = session.exec(select(Payment)).one()
        recording.record(
            session,
            payment.id or 0,
            ChargeResult(ChargeState.RETURNED, payment.charge_id or "", return_code="R01"),
        )
    assert card.payments()[0].state is PaymentState.RETURNED
    assert offer(card).minimum_due.amount == "$25.00"
    assert offer(card).statement_balance.amount == "$910.14"


def test_money_that_moved_in_a_race_is_held(card: Loan, wallet: Wallet) -> None:
    """Both co-borrowers pay all at once; the second one's money was taken before it was known."""
    pay(card, "total_balance")
    with unit_of_work() as session:
        late = Payment(
            key="k", confirmation="P-1", account_id=card.account_id, amount=5_00, effective_on=TODAY
        )
        session.add(late)
        session.flush()
        recording.record(session, late.id or 0, ChargeResult(ChargeState.APPROVED, "ch_9"))
        held = session.exec(select(Transaction).where(col(Transaction.payment_id) == late.id)).one()
        assert (held.to_unapplied, held.after_unapplied) == (5_00, 5_00)


def test_the_lender_posts_a_payment_to_a_line(card: Loan) -> None:
    with unit_of_work() as session:
        servicer = agent_subject(login_id=card.subjects[0].login_id)
        key, owed, _ = by_lender.open_posting(session, servicer, NUMBER)
        assert owed == 960_14
        by_lender.post(session, servicer, key, 60_14)
    assert offer(card).total_balance.amount == "$900.00"


def test_a_line_that_owes_nothing_has_no_dialog(portal_db: object) -> None:
    who = stranger()
    with unit_of_work() as session:
        business_date.freeze_at(session, TODAY)
        account_id = new_line(session)
        session.add(AccountLink(customer_id=who.customer_id, account_id=account_id))
    with reading() as session:
        assert not account_page(session, who, NUMBER).payable
