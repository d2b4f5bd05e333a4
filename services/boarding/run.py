"""The import: batch after batch, each whole or not at all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from sqlmodel import Session, col, select

from models.accounts import Account
from models.lender import BoardedLoan
from portal_app.settings import get_settings
from services.boarding.batch import boarding_product, write_batch
from services.boarding.redating import BoardingLoan, redate
from services.boarding.report import Report
from services.boarding.rows import RejectedRow, fingerprint, read_row
from services.boarding.seen import Seen
from services.boarding.tape import count_rows, read_rows
from services.business_date import today
from services.database import reading, unit_of_work

BATCH = 500
Progress = Callable[[int, int], None]
"""Called with rows done and rows in all."""


@dataclass
class _Known:
    fingerprints: dict[str, str]
    accounts: set[str]


@dataclass
class _Sorted:
    """A batch before it is written; `unchanged` holds the balances of rows boarded before."""

    loans: list[tuple[BoardingLoan, str]] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    rejected: list[tuple[int, str, str]] = field(default_factory=list)


def import_tape(path: Path, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Board every sound row that is not boarded yet.

    A row is whole in the database or rejected with its line and reason; a second run changes
    nothing. Raises UnusableTape before anything is written.
    """
    report = Report(_rejects_file(path), rows=count_rows(path))
    report.rejects.unlink(missing_ok=True)  # of an earlier run
    rows, seen, done = read_rows(path), Seen(), 0
    try:
        while batch := list(islice(rows, BATCH)):
            with reading() if dry_run else unit_of_work() as session:
                on = today(session)
                batched = _sort(session, batch, seen, on)
                if not dry_run:
                    write_batch(session, boarding_product(session), batched.loans, on)
            _report(batched, report)
            done += len(batch)
            if progress:
                progress(done, report.rows)
    finally:
        seen.close()
    return report


def _sort(session: Session, batch: list[tuple[int, list[str]]], seen: Seen, on: date) -> _Sorted:
    known, result = _known(session, [values[0] for _, values in batch]), _Sorted()
    for line, values in batch:
        try:
            if not seen.add(values[0]):
                raise RejectedRow("loan_number stands in this file before")
            row, print_ = read_row(values), fingerprint(values)
            if values[0] in known.fingerprints:
                if known.fingerprints[values[0]] != print_:
                    raise RejectedRow("already boarded with other figures")
                result.unchanged.append(row.balance)
            elif values[0] in known.accounts:
                raise RejectedRow("loan_number is the number of another account")
            else:
                result.loans.append((redate(row, on), print_))
        except RejectedRow as error:
            result.rejected.append((line, values[0], error.reason))
    return result


def _report(batched: _Sorted, report: Report) -> None:
    """Only once the batch is committed: nothing is told of one that was rolled back."""
    report.imported += len(batched.loans)
    report.unchanged += len(batched.unchanged)
    report.balance_total += sum(loan.row.balance for loan, _ in batched.loans)
    report.balance_total += sum(batched.unchanged)
    for line, loan_number, reason in batched.rejected:
        report.reject(line, loan_number, reason)


def _known(session: Session, numbers: list[str]) -> _Known:
    boarded = session.exec(
        select(BoardedLoan.loan_number, BoardedLoan.fingerprint).where(
            col(BoardedLoan.loan_number).in_(numbers)
        )
    ).all()
    accounts = session.exec(select(Account.number).where(col(Account.number).in_(numbers))).all()
    return _Known(dict(boarded), set(accounts))


def _rejects_file(path: Path) -> Path:
    key = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:8]
    return get_settings().data_dir / "imports" / f"{path.stem}-{key}-rejected.csv"
