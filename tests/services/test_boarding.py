"""Boarding a tape: figures of the real loans, whole rows or rejected ones, twice the same."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, select

from models.accounts import Account, AccountLink, Lifecycle
from models.customers import Customer, Login
from models.lender import BoardedLoan
from models.transactions import Transaction
from services import ledger
from services.account_summary.page import account_schedule
from services.accounts.overview import overview
from services.boarding import UnusableTape, import_tape, run
from services.boarding.batch import write_batch
from services.business_date import today
from services.database import reading, unit_of_work
from services.language import formats
from services.ledger_check import check_ledger
from services.servicing.due import next_due, past_due
from services.servicing.duedates import month_day
from services.servicing.schedule import build_schedule
from tests.support.borrowers import new_borrower
from tests.support.tapes import SLICE, changed, rows_of, write_tape

pytestmark = pytest.mark.usefixtures("portal_db")


def test_every_loan_shows_the_tapes_figures() -> None:
    report = import_tape(SLICE)
    assert (report.imported, report.unchanged, report.rejected) == (17, 0, [])
    assert Decimal(report.balance_total) / 100 == sum(Decimal(r["balance"]) for r in rows_of(SLICE))
    with reading() as session:
        for row in rows_of(SLICE):
            account = session.exec(
                select(Account).where(Account.number == row["loan_number"])
            ).one()
            assert account.id is not None
            position = ledger.position_of(session, account.id)
            shown = (
                position.principal,
                position.paid_principal,
                position.paid_interest,
                position.paid_fees,
                position.advanced,
            )
            names = ("balance", "paid_principal", "paid_interest", "paid_late_fees", "loan_amount")
            assert shown == tuple(int(Decimal(row[name]) * 100) for name in names)


def test_statuses_become_days_past_due_and_lifecycles() -> None:
    import_tape(SLICE)
    days = {"In Grace Period": 10, "Late (16-30 days)": 20, "Late (31-120 days)": 60}
    lifecycles = {"Fully Paid": Lifecycle.PAID_IN_FULL, "Charged Off": Lifecycle.CHARGED_OFF}
    with reading() as session:
        on = today(session)
        for row in rows_of(SLICE):
            account = session.exec(
                select(Account).where(Account.number == row["loan_number"])
            ).one()
            assert account.id is not None
            position = ledger.position_of(session, account.id)
            terms = ledger.terms_of(session, account.id)
            late = past_due(position, terms, on)
            assert (late.days if late else None) == days.get(row["loan_status"])
            assert account.lifecycle is lifecycles.get(row["loan_status"], Lifecycle.OPEN)
            if row["loan_status"] == "Current":
                coming = next_due(position, terms, on)
                assert coming
                assert 0 < (coming.due_date - on).days <= 31
                assert coming.amount == int(Decimal(row["installment"]) * 100)


def test_a_charged_off_loan_was_written_off() -> None:
    import_tape(SLICE)
    with reading() as session:
        account = session.exec(select(Account).where(Account.number == "LC-003902")).one()
        assert account.id is not None
        last = ledger.last_transaction(session, account.id)
    assert last
    assert (last.kind.value, last.amount, last.after_principal) == ("write_off", 2_000_000, 0)


def test_customers_get_no_way_in() -> None:
    import_tape(SLICE)
    with reading() as session:
        assert not any(session.exec(select(Customer.portal_access)).all())
        assert session.exec(select(Login)).first() is None
        assert len(session.exec(select(AccountLink)).all()) == 17


def test_a_second_run_changes_nothing(portal_db: Engine) -> None:
    import_tape(SLICE)
    before = _counts()
    again = import_tape(SLICE)
    assert (again.imported, again.unchanged, again.rejected_count) == (0, 17, 0)
    assert _counts() == before


def test_a_dry_run_writes_nothing() -> None:
    report = import_tape(SLICE, dry_run=True)
    assert report.imported == 17
    assert _counts() == [0] * 4


def test_other_figures_and_repetitions_are_rejected(tmp_path: Path) -> None:
    import_tape(SLICE)
    first, second, *_ = rows_of(SLICE)
    tape = write_tape(tmp_path, [changed(first, first_name="Another"), second, second])
    report = import_tape(tape)
    assert [(entry["line"], entry["reason"]) for entry in report.rejected] == [
        (2, "already boarded with other figures"),
        (4, "loan_number stands in this file before"),
    ]
    assert report.unchanged == 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("loan_number", "=1+1", "formula"),
        ("first_name", "@SUM(A1)", "formula"),
        ("last_name", "", "empty"),
        ("first_name", "x" * 81, "longer"),
        ("first_name", "a\x00b", "control"),
        ("email", "nobody", "address"),
        ("state", "hi", "state"),
        ("product", "card", "product"),
        ("loan_amount", "-5000", "negative"),
        ("loan_amount", "1e9", "not an amount"),
        ("loan_amount", "99999999999", "absurdly"),
        ("loan_amount", "5000.001", "too_precise"),
        ("loan_amount", "NaN", "not an amount"),
        ("interest_rate", "101", "absurdly"),
        ("interest_rate", "-1", "rate"),
        ("term_months", "36.5", "term_months"),
        ("term_months", "0", "term_months"),
        ("installment", "0.01", "never ends"),
        ("issue_month", "2018-13", "issue_month"),
        ("issue_month", "0000-01", "issue_month"),
        ("loan_status", "Fine", "loan_status"),
        ("loan_status", "Fully Paid", "does not fit"),
        ("balance", "4651.38", "balance"),
        ("paid_total", "499.14", "sum"),
        ("paid_principal", "٣٤٨.63", "not an amount"),
    ],
)
def test_a_bad_value_rejects_its_row_alone(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    first, second, *_ = rows_of(SLICE)
    report = import_tape(write_tape(tmp_path, [changed(first, **{column: value}), second]))
    assert (report.imported, report.rejected_count) == (1, 1)
    assert report.rejected[0]["line"] == 2
    assert reason in report.rejected[0]["reason"]
    assert report.rejects.read_text(encoding="utf-8").count("\n") == 2
    assert _counts()[0] == 1


@pytest.mark.parametrize("status", ["Current", "In Grace Period", "Late (31-120 days)"])
def test_an_interest_only_loan_runs_until_its_term_is_over(tmp_path: Path, status: str) -> None:
    """Its installments never end the balance: the last one does, 36 months after issue."""
    first, *_ = rows_of(SLICE)
    row = changed(
        first,
        loan_amount="12000",
        interest_rate="10",
        installment="100.00",
        loan_status=status,
        balance="12000.00",
        paid_total="200.00",
        paid_principal="0.00",
        paid_interest="200.00",
    )
    low = changed(row, loan_number="LC-LOW", installment="99.99")
    report = import_tape(write_tape(tmp_path, [low, row]))
    assert [(entry["line"], entry["reason"]) for entry in report.rejected] == [
        (2, "installment never ends the balance: 99.99 is less than a month's interest, 100.00")
    ]
    with reading() as session:
        (account,) = session.exec(select(Account)).all()
        terms = ledger.terms_of(session, account.id or 0)
        ends, on = build_schedule(terms).rows[-1], today(session)
    assert (ends.payment, ends.principal) == (12_100_00, 12_000_00)
    over = month_day(on, 36 - 2, 1)
    assert (ends.due_date.year, ends.due_date.month) == (over.year, over.month)


def test_what_is_over_has_the_payments_that_were_agreed_and_no_line(tmp_path: Path) -> None:
    """Nine of 36 were made before 3,000.00 were written off; another was repaid all at once."""
    first, *_ = rows_of(SLICE)
    over = changed(first, installment="167.54", balance="0.00", paid_late_fees="0.00")
    rows = [
        changed(
            over,
            loan_status="Charged Off",
            paid_principal="1100.00",
            paid_interest="500.00",
            paid_total="1600.00",
        ),
        changed(
            over,
            loan_number="LC-PAID",
            loan_status="Fully Paid",
            paid_principal="5000.00",
            paid_interest="5.17",
            paid_total="5005.17",
        ),
    ]
    import_tape(write_tape(tmp_path, rows))
    with unit_of_work() as session:
        who = new_borrower(session)
        for account in session.exec(select(Account)).all():
            session.add(AccountLink(customer_id=who.customer_id, account_id=account.id or 0))
    with reading() as session:
        cards = {card.status: card for card in overview(session, who).cards}
        charged_off, paid = cards["Charged off"], cards["Paid in full"]
        chart = account_schedule(session, who, charged_off.number)
        day = formats.day(today(session))
    assert (charged_off.left, charged_off.progress) == ("0 of 36", "9 of 36 payments made")
    assert (paid.left, paid.progress) == ("0 of 36", "Paid in full")
    assert (chart.before, chart.after) == (
        f"There is no line to draw: by {day} $1,100.00 of principal and $500.00 of interest had"
        " been paid, and the single payments are not in this record.",
        "$3,900.00 of principal was written off by the lender.",
    )
    assert check_ledger().breaches == []


def test_nothing_is_told_of_a_batch_that_was_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third, *_ = rows_of(SLICE)
    bad, fine = changed(first, state="hi"), changed(second, loan_number="LC-X")
    tape = write_tape(tmp_path, [bad, second, changed(bad, loan_number="LC-Y"), fine, third])
    monkeypatch.setattr(run, "BATCH", 2)
    rejects = import_tape(tape, dry_run=True).rejects
    assert rejects.read_text(encoding="utf-8").count("\n") == 3

    def fail_at_the_second(session: Session, *arguments: object) -> None:
        write_batch(session, *arguments)  # pyright: ignore[reportArgumentType]
        if session.exec(select(func.count()).select_from(BoardedLoan)).one() == 2:
            raise OSError

    monkeypatch.setattr(run, "write_batch", fail_at_the_second)
    with pytest.raises(OSError):
        import_tape(tape)
    assert _counts()[0] == 1
    assert rejects.read_text(encoding="utf-8").splitlines()[1:] == [
        f"2,{first['loan_number']},state is not two capital letters"
    ]


def test_rejected_rows_of_an_earlier_run_are_forgotten(tmp_path: Path) -> None:
    first, *_ = rows_of(SLICE)
    import_tape(write_tape(tmp_path, [changed(first, state="hi")]))
    report = import_tape(write_tape(tmp_path, [first]))
    assert (report.imported, report.rejects.exists()) == (1, False)


def test_byte_order_mark_quotes_line_ends_and_empty_lines_are_harmless(tmp_path: Path) -> None:
    first, second, *_ = rows_of(SLICE)
    tape = write_tape(tmp_path, [changed(first, first_name='Fa"ti,ma'), second])
    text = tape.read_text(encoding="utf-8").replace("\n", "\r\n\r\n")
    tape.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert import_tape(tape).imported == 2


def test_a_row_with_too_few_values_is_rejected(tmp_path: Path) -> None:
    tape = write_tape(tmp_path, rows_of(SLICE)[:1])
    tape.write_text(tape.read_text() + "LC-9,only\n")
    report = import_tape(tape)
    assert (report.imported, report.rejected[0]["reason"]) == (1, "2 values instead of 18")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "lacks loan_number"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "UTF-8"),
        (SLICE.read_bytes() + b"\xff\xfe", "UTF-8"),
        (SLICE.read_bytes() + b'"never closed', "CSV"),
    ],
)
def test_an_unusable_file_boards_nothing(tmp_path: Path, content: bytes, problem: str) -> None:
    tape = tmp_path / "tape.csv"
    tape.write_bytes(content)
    with pytest.raises(UnusableTape, match=problem):
        import_tape(tape)
    assert _counts() == [0] * 4


def test_a_missing_file_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(UnusableTape, match="cannot be read"):
        import_tape(tmp_path / "none.csv")


def _counts() -> list[int]:
    tables = (Account, Customer, BoardedLoan, Transaction)
    with reading() as session:
        return [session.exec(select(func.count()).select_from(table)).one() for table in tables]
