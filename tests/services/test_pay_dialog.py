"""The payment dialog: what it offers before and after payments, and what it refuses."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from models.accounts import Account, Lifecycle
from models.base import utc_now
from models.payment_methods import PaymentMethod
from models.payments import PaymentState
from services import business_date
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.money import InvalidAmount
from services.payments import gateways
from services.payments.dialog import (
    AmountLine,
    Asked,
    Changed,
    PayDialog,
    confirm,
    look,
    open_dialog,
    preview_lines,
)
from services.payments.errors import AccountNotPayable, PaymentMethodGone
from services.payments.gateway import ChargeResult, ChargeState, OutcomeUnknown
from services.payments.receipt_lines import ReceiptLines
from services.servicing.errors import MoreThanPayoff, NotPositive
from tests.support.paying import NUMBER, Loan, make_loan, stranger

MARCH = date(2026, 3, 11)
LEVEL = 106_62


class Wallet:
    """Answers every charge alike; None: with nothing at all."""

    def __init__(self, state: ChargeState | None = ChargeState.APPROVED) -> None:
        self.state, self.charged = state, []

    def charge(self, key: str, profile_token: str, amount: int, business_date: date):
        self.charged.append(amount)
        if self.state is None:
            raise OutcomeUnknown
        return ChargeResult(self.state, f"ch_{len(self.charged)}")


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


@pytest.fixture
def wallet() -> Iterator[Wallet]:
    wallet = Wallet()
    gateways.use(wallet)  # pyright: ignore[reportArgumentType]
    yield wallet
    gateways._current.clear()


def become(day: date) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, day)


def offer(loan: Loan, subject: int = 0) -> PayDialog:
    return open_dialog(loan.subjects[subject], NUMBER)[1]


def pay(loan: Loan, choice: str, custom: str = "") -> ReceiptLines:
    who = loan.subjects[0]
    key, _ = open_dialog(who, NUMBER)
    asked = Asked(NUMBER, choice, custom, method=str(loan.method(key)))
    done = confirm(who, key, look(who, asked), asked)
    assert isinstance(done, ReceiptLines)
    return done


def test_a_current_account_offers_the_coming_installment(loan: Loan) -> None:
    offered = offer(loan)
    assert offered.account == "Personal loan ····L-1 · balance $1,200.00"
    assert offered.next_due == AmountLine("Due Feb 1", "$106.62", none=False)
    assert offered.past_due == AmountLine("Nothing past due", "$0.00", none=True)
    assert offered.payoff == AmountLine("Good through today", "$1,201.60", none=False)
    assert (offered.choice, offered.methods, offered.pending) == ("next_due", (), "")


def test_past_due_comes_first_and_next_due_after_it(loan: Loan, wallet: Wallet) -> None:
    become(MARCH)
    offered = offer(loan)
    assert offered.past_due == AmountLine("Since Feb 1", "$213.24", none=False)
    assert offered.next_due == AmountLine("Due Apr 1", "$106.62", none=False)
    assert offered.choice == "past_due"

    pay(loan, "custom", "50.00")
    offered = offer(loan)
    assert offered.past_due == AmountLine("Since Feb 1", "$163.24", none=False)
    assert offered.next_due == AmountLine("Due Apr 1", "$106.62", none=False)

    pay(loan, "past_due")
    offered = offer(loan)
    assert (offered.past_due.none, offered.choice) == (True, "next_due")
    assert offered.next_due == AmountLine("Due Apr 1", "$106.62", none=False)

    pay(loan, "next_due")
    assert offer(loan).next_due == AmountLine("Due May 1", "$106.62", none=False)
    assert wallet.charged == [50_00, 163_24, LEVEL]


def test_the_preview_is_what_the_receipt_says(loan: Loan, wallet: Wallet) -> None:
    lines = preview_lines(look(loan.subjects[0], Asked(NUMBER, "next_due")))
    done = pay(loan, "next_due")
    assert (lines.pay, lines.amount) == ("Pay $106.62", done.amount)
    assert (done.parts, done.balance) == (
        f"{lines.principal} · {lines.interest} · {lines.fees}",
        lines.balance,
    )
    assert lines.next_due == "$106.62 · Mar 1, 2026"


def test_a_payoff_leaves_nothing_due_and_no_dialog(loan: Loan, wallet: Wallet) -> None:
    lines = preview_lines(look(loan.subjects[0], Asked(NUMBER, "payoff")))
    assert (lines.balance, lines.next_due) == ("$0.00", "Nothing more")
    pay(loan, "payoff")
    with pytest.raises(AccountNotPayable):
        offer(loan)


def test_a_payment_being_checked_is_warned_of(loan: Loan, wallet: Wallet) -> None:
    wallet.state = None
    assert pay(loan, "next_due").tone == "warn"
    assert offer(loan, 1).pending == (
        "A payment of $106.62 is being checked. Please do not pay it again."
    )


def test_the_same_key_is_the_same_receipt(loan: Loan, wallet: Wallet) -> None:
    who = loan.subjects[0]
    asked = Asked(NUMBER, "next_due", method=str(loan.method("pp_1")))
    key, _ = open_dialog(who, NUMBER)
    reviewed = look(who, asked)
    assert confirm(who, key, reviewed, asked) == confirm(who, key, reviewed, asked)
    assert wallet.charged == [LEVEL]


def test_an_account_that_moved_since_the_review_is_shown_again(loan: Loan, wallet: Wallet) -> None:
    who = loan.subjects[0]
    asked = Asked(NUMBER, "payoff", method=str(loan.method("pp_1")))
    key, _ = open_dialog(who, NUMBER)
    reviewed = look(who, asked)
    pay(loan, "custom", "10.00")
    again = confirm(who, key, reviewed, asked)
    assert isinstance(again, Changed)
    assert again.preview.amount == reviewed.amount - 10_00
    assert wallet.charged == [10_00]
    assert isinstance(confirm(who, key, again.preview, asked), ReceiptLines)


def test_methods_are_ones_own_and_the_default_comes_first(loan: Loan) -> None:
    first, second = loan.method("pp_1"), loan.method("pp_2")
    gone = loan.method("pp_3")
    loan.method("pp_4", subject=1)
    with unit_of_work() as session:
        session.get_one(PaymentMethod, second).is_default = True
        session.get_one(PaymentMethod, gone).deleted_at = utc_now()
    assert [one.id for one in offer(loan).methods] == [str(second), str(first)]


def test_anothers_method_pays_nothing(loan: Loan, wallet: Wallet) -> None:
    who = loan.subjects[0]
    asked = Asked(NUMBER, "next_due", method=str(loan.method("pp_9", subject=1)))
    key, _ = open_dialog(who, NUMBER)
    with pytest.raises(PaymentMethodGone):
        confirm(who, key, look(who, asked), asked)
    assert wallet.charged == []


@pytest.mark.parametrize("number", ["L-2", "", "x" * 41, None, 1, {"a": 1}, ["L-1"]])
def test_what_is_no_account_is_not_found(loan: Loan, number: object) -> None:
    with pytest.raises(NotFound):
        open_dialog(loan.subjects[0], number)


def test_strangers_find_nothing(loan: Loan) -> None:
    who = stranger()
    for ask in (lambda: open_dialog(who, NUMBER), lambda: look(who, Asked(NUMBER))):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize("lifecycle", [one for one in Lifecycle if one is not Lifecycle.OPEN])
def test_only_open_accounts_can_be_paid(loan: Loan, lifecycle: Lifecycle) -> None:
    with unit_of_work() as session:
        session.get_one(Account, loan.account_id).lifecycle = lifecycle
    for ask in (lambda: offer(loan), lambda: look(loan.subjects[0], Asked(NUMBER))):
        with pytest.raises(AccountNotPayable):
            ask()


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (Asked(NUMBER, "everything"), InvalidInput),
        (Asked(NUMBER, {"a": 1}), InvalidInput),
        (Asked(NUMBER, None), InvalidInput),
        (Asked(NUMBER, extra="fees"), InvalidInput),
        (Asked(NUMBER, extra=3), InvalidInput),
        (Asked(7), InvalidInput),
        (Asked(NUMBER, "custom"), InvalidAmount),
        (Asked(NUMBER, "custom", 5.0), InvalidAmount),
        (Asked(NUMBER, "custom", "NaN"), InvalidAmount),
        (Asked(NUMBER, "custom", "-1"), InvalidAmount),
        (Asked(NUMBER, "custom", "٣"), InvalidAmount),
        (Asked(NUMBER, "custom", "1_0"), InvalidAmount),
        (Asked(NUMBER, "custom", "0"), NotPositive),
        (Asked(NUMBER, "past_due"), NotPositive),
        (Asked(NUMBER, "custom", "1201.61"), MoreThanPayoff),
    ],
)
def test_hostile_answers_are_refused(loan: Loan, asked: Asked, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        look(loan.subjects[0], asked)


@pytest.mark.parametrize("method", ["", "x", "-1", "1.0", "٣", "9" * 13, None, 1, [1]])
def test_a_method_is_a_short_number(loan: Loan, wallet: Wallet, method: object) -> None:
    who, asked = loan.subjects[0], Asked(NUMBER, "next_due", method=method)
    key, _ = open_dialog(who, NUMBER)
    with pytest.raises(InvalidInput):
        confirm(who, key, look(who, asked), asked)
    assert wallet.charged == []
    with reading() as session:
        assert session.get_one(Account, loan.account_id).lifecycle is Lifecycle.OPEN
    assert [one for one in loan.payments() if one.state is PaymentState.PROCESSING] == []
