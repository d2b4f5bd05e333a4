"""Disputes of billing errors (12 CFR 1026.13): opened in time, once, by who may see the account."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from models.accounts import AccountLink
from models.audit import AuditEntry
from models.credit_lines import BalanceType
from models.messages import Message
from models.swipes import Dispute, DisputeStep, SwipeState
from models.transactions import TransactionKind
from services import business_date
from services.database import reading, unit_of_work
from services.disputes.errors import (
    DisputedAlready,
    DisputeIsOver,
    MoreThanDisputed,
    NotDisputable,
    StillPending,
    TooLateToDispute,
)
from services.disputes.marks import marks_of
from services.disputes.opening import look, open_dispute, withdraw
from services.disputes.resolving import case_for, disputes_of, move
from services.disputes.views import DisputeDialog
from services.errors import InvalidInput, NotAllowed, NotFound
from services.ledger import lines
from services.ledger_check import check_ledger
from services.roles import AgentRole
from tests.support.agents import agent_subject
from tests.support.borrowers import new_borrower
from tests.support.card_account import DAY, CardAccount, cleared, new_card_account, taken_back
from tests.support.credit_lines import statements

pytestmark = pytest.mark.usefixtures("portal_db")
AGENT = agent_subject(AgentRole.SERVICER)


def dispute(account: CardAccount, thing: str, reason: object = "not_mine") -> DisputeDialog:
    with unit_of_work() as session:
        return open_dispute(
            session, account.subject, account.number, thing, reason, "I was never there."
        )


def step(
    account: CardAccount, case: str, to: object, note: object = "We asked.", credit: int = 0
) -> None:
    with unit_of_work() as session:
        move(session, AGENT, account.subject.customer_id, case, to, note, credit)


def mails() -> list[str]:
    with reading() as session:
        return list(session.exec(select(Message.subject).order_by(col(Message.id))))


def test_a_posted_swipe_is_disputed_once_and_its_entry_is_the_same_thing() -> None:
    account = new_card_account()
    swipe = account.posted()
    shown = dispute(account, f"s{swipe.id}")
    assert (shown.title, shown.amount, shown.case.state) == (
        "Corner Bakery",
        "$18.99",
        "Received",
    )
    for name in (f"s{swipe.id}", f"t{swipe.transaction_id}"):
        with pytest.raises(DisputedAlready):
            dispute(account, name)
    assert mails() == [f"We received your dispute {shown.case.number}"]
    with reading() as session:
        marks = marks_of(session, [f"t{entry.id}" for entry in account.entries()])
        (entry,) = session.exec(
            select(AuditEntry).where(col(AuditEntry.action).like("%:dispute:%"))
        ).all()
    assert {name: mark.line for name, mark in marks.items()} == {
        f"t{swipe.transaction_id}": f"Dispute {shown.case.number}: Received"
    }
    assert (entry.action, entry.account_id) == ("portal:dispute:opened", account.account_id)


def test_pending_ones_and_entries_without_a_swipe_can_be_disputed() -> None:
    account = new_card_account()
    pending = account.take_in(account.swipe())
    with unit_of_work() as session:
        fee = lines.post_fee(session, account.account_id, 15_00, DAY)
    assert dispute(account, f"s{pending.id}").case.open
    assert dispute(account, f"t{fee.id}", "other").title == "Fee"


def test_withdrawn_by_who_opened_it_and_then_open_to_another() -> None:
    account = new_card_account()
    thing = f"s{account.posted().id}"
    first = dispute(account, thing).case.number
    with unit_of_work() as session:
        other = new_borrower(session, account.account_id)
    with reading() as session:
        seen = look(session, other, account.number, thing).case
    assert (seen.number, seen.mine, seen.words) == (first, False, "")
    with pytest.raises(NotFound), unit_of_work() as session:
        withdraw(session, other, account.number, thing)
    with unit_of_work() as session:
        over = withdraw(session, account.subject, account.number, thing)
    assert (over.case.state, over.case.open) == ("Withdrawn", False)
    with pytest.raises(NotFound), unit_of_work() as session:
        withdraw(session, account.subject, account.number, thing)
    assert dispute(account, thing).case.number != first
    assert mails()[1] == f"Your dispute {first} was withdrawn"


@pytest.mark.parametrize("switch", ["web_access", "email_access"])
def test_no_mail_goes_where_it_is_switched_off(switch: str) -> None:
    account = new_card_account()
    case = dispute(account, f"s{account.posted().id}").case.number
    with unit_of_work() as session:
        link = session.exec(
            select(AccountLink).where(AccountLink.account_id == account.account_id)
        ).one()
        setattr(link, switch, False)
        session.add(link)
    step(account, case, "as_billed")
    assert mails() == [f"We received your dispute {case}"]


def test_in_time_is_sixty_days_after_the_statement_that_shows_it() -> None:
    account = new_card_account()
    thing = f"s{account.posted().id}"
    with unit_of_work() as session:
        business_date.move_to(session, DAY + timedelta(days=30))
        lines.post_purchase(session, account.account_id, 1_00, DAY + timedelta(days=30))
    (shown,) = statements(account.account_id)
    last = shown.closed_on + timedelta(days=60)
    with unit_of_work() as session:
        business_date.move_to(session, last)
    with reading() as session:
        assert look(session, account.subject, account.number, thing).until == "Apr 1, 2026"
    with unit_of_work() as session:
        business_date.move_to(session, last + timedelta(days=1))
    with pytest.raises(TooLateToDispute) as late:
        dispute(account, thing)
    assert late.value.until == last
    assert late.value.phone


def test_foreign_and_missing_get_the_same_answer() -> None:
    account, other = new_card_account(), new_card_account()
    swipe = account.posted()
    with unit_of_work() as session:
        stranger = new_borrower(session)
    for subject, number, thing in (
        (other.subject, account.number, f"s{swipe.id}"),
        (other.subject, other.number, f"s{swipe.id}"),
        (other.subject, other.number, f"t{swipe.transaction_id}"),
        (stranger, account.number, f"s{swipe.id}"),
        (account.subject, "C-none", f"s{swipe.id}"),
        (account.subject, account.number, "s999"),
    ):
        with pytest.raises(NotFound), unit_of_work() as session:
            open_dispute(session, subject, number, thing, "not_mine", "x")


def test_without_web_access_there_is_nothing() -> None:
    account = new_card_account()
    swipe = account.posted()
    with unit_of_work() as session:
        link = session.exec(
            select(AccountLink).where(AccountLink.account_id == account.account_id)
        ).one()
        link.web_access = False
    with pytest.raises(NotFound):
        dispute(account, f"s{swipe.id}")


@pytest.mark.parametrize(
    "thing", ["", "s", "t0", "s-1", "s1 ", "x1", "s" + "9" * 30, "s١", 7, None, {"s": 1}, ["s1"]]
)
def test_what_names_nothing_is_not_found(thing: object) -> None:
    account = new_card_account()
    with pytest.raises(NotFound), reading() as session:
        look(session, account.subject, account.number, thing)


@pytest.mark.parametrize(
    ("reason", "words", "field"),
    [
        ("", "x", "reason"),
        ("closed", "x", "reason"),
        (None, "x", "reason"),
        (["not_mine"], "x", "reason"),
        ("not_mine", " \n", "words"),
        ("not_mine", "x" * 1_001, "words"),
        ("not_mine", "a\x00b", "words"),
        ("not_mine", "\ud800", "words"),
        ("not_mine", 7, "words"),
    ],
)
def test_hostile_forms_are_refused(reason: object, words: object, field: str) -> None:
    account = new_card_account()
    swipe = account.posted()
    with pytest.raises(InvalidInput) as refused, unit_of_work() as session:
        open_dispute(session, account.subject, account.number, f"s{swipe.id}", reason, words)
    assert refused.value.field == field
    with reading() as session:
        assert session.exec(select(Dispute)).all() == []


def test_what_was_released_charges_nothing() -> None:
    account = new_card_account()
    given = account.swipe()
    account.take_in(given)
    swipe = account.take_in(taken_back(given))
    with pytest.raises(NotDisputable):
        dispute(account, f"s{swipe.id}")


def test_an_opening_is_no_charge() -> None:
    account = new_card_account()
    account.posted()
    opening = account.entries()[0].id
    assert opening is not None
    with pytest.raises(NotDisputable):
        dispute(account, f"t{opening - 1}")


def test_resolved_for_the_borrower_is_a_credit_within_the_amount() -> None:
    account = new_card_account()
    case = dispute(account, f"s{account.posted().id}").case.number
    step(account, case, "in_review", "")
    with pytest.raises(MoreThanDisputed):
        step(account, case, "for_borrower", credit=19_00)
    step(account, case, "for_borrower", credit=18_99)
    last = account.entries()[-1]
    assert (last.kind, last.amount, last.after_principal) == (TransactionKind.CREDIT, 18_99, 0)
    with pytest.raises(DisputeIsOver):
        step(account, case, "as_billed")
    with reading() as session:
        steps = [one.state.value for one in session.exec(select(DisputeStep))]
        shown = case_for(session, AGENT, account.subject.customer_id, case)
    assert steps == ["open", "in_review", "resolved_for_borrower"]
    assert not shown.row.open
    assert mails()[-1] == f"Your dispute {case} was resolved in your favor"
    assert check_ledger().breaches == []


def test_the_merchants_own_refund_later_gives_back_only_what_is_left() -> None:
    account = new_card_account()
    given = account.swipe(amount=50_00)
    swipe = account.posted(wallet_id=given.id, amount=50_00)
    case = dispute(account, f"s{swipe.id}").case.number
    step(account, case, "for_borrower", credit=10_00)
    back = account.take_in(taken_back(account.swipe(wallet_id=given.id, has_cleared=True)))
    assert back.state is SwipeState.REVERSED
    assert account.entries()[-1].after_principal == 0
    assert check_ledger().breaches == []


@pytest.mark.parametrize("disputed_first", [True, False])
def test_the_fee_of_a_cash_advance_is_given_back_once(disputed_first: bool) -> None:
    account = new_card_account()
    advance = account.swipe(balance_type=BalanceType.CASH_ADVANCES, amount=100_00)
    account.take_in(cleared(advance))
    fee = account.entries()[-1]
    assert fee.kind is TransactionKind.FEE
    case = dispute(account, f"t{fee.id}").case.number
    if disputed_first:
        step(account, case, "for_borrower", credit=fee.amount - 1)
    account.take_in(taken_back(cleared(advance)))
    if not disputed_first:
        with pytest.raises(MoreThanDisputed) as refused:
            step(account, case, "for_borrower", credit=1)
        assert refused.value.amount == 0
    last = account.entries()[-1]
    assert (last.after_principal, last.after_fees_due, last.after_unapplied) == (0, 0, 0)


def test_resolved_as_billed_posts_nothing() -> None:
    account = new_card_account()
    case = dispute(account, f"s{account.posted().id}").case.number
    before = len(account.entries())
    step(account, case, "as_billed", "The receipt carries your signature.")
    assert len(account.entries()) == before
    with unit_of_work() as session, pytest.raises(NotFound):
        withdraw(session, account.subject, account.number, case)


def test_nothing_can_be_credited_while_it_is_pending_or_once_it_was_given_back() -> None:
    account = new_card_account()
    given = account.swipe()
    swipe = account.take_in(given)
    case = dispute(account, f"s{swipe.id}").case.number
    with pytest.raises(StillPending):
        step(account, case, "for_borrower", credit=1)
    account.take_in(taken_back(given))
    with pytest.raises(MoreThanDisputed):
        step(account, case, "for_borrower", credit=1)
    step(account, case, "for_borrower")
    assert account.entries() == []


def test_agents_see_the_cases_of_a_customers_accounts_and_servicers_move_them() -> None:
    account, other = new_card_account(), new_card_account()
    cases = [dispute(account, f"s{account.posted().id}").case.number for _ in range(7)]
    viewer = agent_subject(AgentRole.VIEWER)
    with reading() as session:
        first = disputes_of(session, viewer, account.subject.customer_id)
        second = disputes_of(session, viewer, account.subject.customer_id, 1)
        assert disputes_of(session, viewer, other.subject.customer_id).rows == ()
    assert [row.case for row in first.rows + second.rows] == cases[::-1]
    assert (first.more, second.more) == (True, False)
    customer = account.subject.customer_id
    for agent, whose, case, problem in (
        (viewer, customer, cases[0], NotAllowed),
        (AGENT, other.subject.customer_id, cases[0], NotFound),
        (AGENT, customer, "D-NONE", NotFound),
        (AGENT, customer, {"a": 1}, NotFound),
    ):
        with pytest.raises(problem), unit_of_work() as session:
            move(session, agent, whose, case, "in_review", "")


@pytest.mark.parametrize(
    ("to", "note"),
    [("open", "x"), (None, "x"), ("as_billed", ""), ("as_billed", "x" * 301), ("as_billed", 7)],
)
def test_hostile_moves_are_refused(to: object, note: object) -> None:
    account = new_card_account()
    case = dispute(account, f"s{account.posted().id}").case.number
    with pytest.raises(InvalidInput):
        step(account, case, to, note)


def test_the_database_itself_keeps_a_thing_from_two_disputes() -> None:
    account = new_card_account()
    swipe = account.posted()
    dispute(account, f"s{swipe.id}")
    with reading() as session:
        first = session.exec(select(Dispute)).one()
    again = {**first.model_dump(exclude={"id"}), "case_number": "D-OTHER"}
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.add(Dispute(**again))
