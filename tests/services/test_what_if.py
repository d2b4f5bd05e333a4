"""What if: what is asked, in words; the plan itself is tried in tests/unit/what_if."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.accounts import Account, Lifecycle
from models.servicing import ExtraTo
from services import business_date, ledger
from services.account_summary.charts import schedule
from services.account_summary.page import account_schedule
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.language import use_language
from services.money import InvalidAmount, parse_amount
from services.servicing.errors import NotPositive
from services.subject import Subject
from services.what_if.answer import Answer, answer, offer
from services.what_if.asked import Asked
from services.what_if.errors import DayOutOfRange, NotADay, NothingToPlan
from tests.support.paying import DAY, Loan, make_loan, stranger

HOSTILE = (None, 7, True, ["1"], {"a": 1}, "\ud800", "٣", "2026-02-30", "2026-W01-1", "x" * 999)


@pytest.fixture
def loan(portal_db: Engine) -> Loan:
    return make_loan(borrowers=2)


def ask(who: Subject, way: object = "extra", **answers: object) -> Answer:
    with reading() as session:
        return answer(session, who, Asked("L-1", way, **answers))


def test_what_is_offered(loan: Loan) -> None:
    with reading() as session:
        found = offer(session, loan.subjects[0], "L-1")
    assert (found.account, found.today) == ("Personal loan ····L-1", "2026-01-05")
    assert (found.first, found.last) == ("2026-02-01", "2027-01-01")
    assert found.usual == "As scheduled: paid off on Jan 1, 2027, $79.42 of interest to come."


def test_an_extra(loan: Loan) -> None:
    found = ask(loan.subjects[0], amount="100")
    assert found.headline == "You are done 5 months sooner and save $36.98 of interest."
    assert [(one.label, one.planned, one.usual) for one in found.changes] == [
        ("Extra each month", "$100.00", ""),
        ("Paid off on", "Aug 1, 2026", "instead of Jan 1, 2027"),
        ("Payments to come", "7", "instead of 12"),
        ("Interest to come", "$42.44", "instead of $79.42"),
    ]
    assert found.pay_now == "206.62"
    assert found.planned_path.startswith("M0 0l")
    assert found.usual_path.startswith("M0 0l")
    assert found.curve.query == "way=extra&amount=100"
    assert found.curve.words == "What if: paid off on Aug 1, 2026"


def test_a_lump_sum_today_can_be_paid_now_and_a_later_one_not(loan: Loan) -> None:
    (who, _) = loan.subjects
    assert ask(who, "lump", amount="500", on="2026-01-05").pay_now == "500.00"
    assert ask(who, "lump", amount="9999", on="2026-01-05").pay_now == "1201.60"
    later = ask(who, "lump", amount="500", on="2026-03-05")
    assert (later.shown, later.pay_now, later.pay_words) == (True, "", "")


def test_a_goal(loan: Loan) -> None:
    found = ask(loan.subjects[0], "goal", by="2026-07-01")
    extra = parse_amount(found.changes[0].planned)
    assert found.changes[1].planned == "Jul 1, 2026"
    assert extra == 100_44
    unneeded = ask(loan.subjects[0], "goal", by="2027-06-01")
    assert unneeded.headline.startswith("This changes nothing")
    assert unneeded.pay_now == ""


def test_past_due_is_paid_with_it(loan: Loan) -> None:
    with unit_of_work() as session:
        business_date.move_to(session, date(2026, 2, 20))
    more = ask(loan.subjects[0], amount="50")
    assert (more.pay_now, more.pay_words.partition(":")[2]) == (
        "263.24",
        " what is past due, your next payment, and the extra to principal.",
    )
    once = ask(loan.subjects[0], "lump", amount="200", on="2026-02-20")
    assert once.pay_words.startswith("$306.62 now with what is past due, what is beyond your next")


def test_what_is_paid_now_is_what_the_plan_begins_with(loan: Loan) -> None:
    """The dialog's amount, beyond the next payment to principal, on the day of that payment."""
    with unit_of_work() as session:
        business_date.move_to(session, date(2026, 2, 1))
    (who, _) = loan.subjects
    before = ask(who, amount="100")
    with unit_of_work() as session:
        amount = parse_amount(before.pay_now)
        day = date(2026, 2, 1)
        ledger.post_payment(session, loan.account_id, amount, day, ExtraTo.PRINCIPAL)
    after = ask(who, amount="100")
    assert after.changes[1].planned == before.changes[1].planned


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_answers(loan: Loan, value: object) -> None:
    (who, _) = loan.subjects
    with pytest.raises(InvalidInput):
        ask(who, value, amount="1")
    with pytest.raises(InvalidAmount):
        ask(who, amount=value)
    with pytest.raises(NotADay):
        ask(who, "goal", by=value)
    with pytest.raises(NotADay):
        ask(who, "lump", amount="1", on=value)


def test_days_and_amounts_out_of_range(loan: Loan) -> None:
    (who, _) = loan.subjects
    with pytest.raises(NotPositive):
        ask(who, amount="0")
    for way, answers in (
        ("goal", {"by": "2026-01-31"}),
        ("lump", {"amount": "1", "on": "2026-01-04"}),
        ("lump", {"amount": "1", "on": "2027-01-02"}),
    ):
        with pytest.raises(DayOutOfRange):
            ask(who, way, **answers)


def test_nothing_to_plan_and_nobody_elses(loan: Loan) -> None:
    with pytest.raises(NotFound):
        ask(stranger(), amount="1")
    with unit_of_work() as session:
        account = session.get_one(Account, loan.account_id)
        account.lifecycle, account.closed_on = Lifecycle.CHARGED_OFF, DAY
    with pytest.raises(NothingToPlan):
        ask(loan.subjects[0], amount="1")


def test_the_chart_has_the_plan_as_a_line_of_its_own(loan: Loan) -> None:
    (who, _) = loan.subjects
    with reading() as session:
        usual = schedule(session, who, "L-1")["data"]
        drawn, hovered = schedule(session, who, "L-1", Asked("L-1", amount="100"))["data"][-2:]
        hopeless = schedule(session, who, "L-1", Asked("L-1", way="?"))["data"]
    assert (drawn["x"][0], drawn["y"][0]) == ("2026-01-05", 1200_00)
    assert (drawn["x"][-1], drawn["y"][-1]) == ("2026-08-01", 0)
    assert hovered["x"] == usual[-1]["x"]
    assert hovered["customdata"][-1] == "$0.00"
    assert len(hopeless) == len(usual)
    assert ask(who, amount="100").curve.key == chart_key_of(who)


def chart_key_of(who: Subject) -> str:
    with reading() as session:
        return account_schedule(session, who, "L-1").key


def test_in_spanish(loan: Loan) -> None:
    with use_language("es"):
        found = ask(loan.subjects[0], amount="100")
    assert found.headline == "Termina 5 meses antes y ahorra $36.98 de interés."
