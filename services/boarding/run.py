"""The import: batch after batch, each whole or not at all."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
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


def import_tape(path: Path, *, dry_run: bool = False, progress: Progress | None = None) -> Report:
    """Board every sound row that is not boarded yet.

    A row is whole in the database or rejected with its line and reason; a second run changes
    nothing. Raises UnusableTape before anything is written.
    """
    report = Report(_rejects_file(path), rows=count_rows(path))
    rows, seen, done = read_rows(path), Seen(), 0
    try:
        while batch := list(islice(rows, BATCH)):
            with reading() if dry_run else unit_of_work() as session:
                loans, on = _sort(session, batch, seen, report)
                if not dry_run:
                    write_batch(session, boarding_product(session), loans, on)
            report.imported += len(loans)
            report.balance_total += sum(loan.row.balance for loan, _ in loans)
            done += len(batch)
            if progress:
                progress(done, report.rows)
    finally:
        seen.close()
    return report


def _sort(
    session: Session, batch: list[tuple[int, list[str]]], seen: Seen, report: Report
) -> tuple[list[tuple[BoardingLoan, str]], date]:
    """The loans to board; the rest goes into the report."""
    on, known = today(session), _known(session, [values[0] for _, values in batch])
    loans: list[tuple[BoardingLoan, str]] = []
    for line, values in batch:
        try:
            if not seen.add(values[0]):
                raise RejectedRow("loan_number stands in this file before")
            row, print_ = read_row(values), fingerprint(values)
            if values[0] in known.fingerprints:
                if known.fingerprints[values[0]] != print_:
                    raise RejectedRow("already boarded with other figures")
                report.unchanged += 1
                report.balance_total += row.balance
            elif values[0] in known.accounts:
                raise RejectedRow("loan_number is the number of another account")
            else:
                loans.append((redate(row, on), print_))
        except RejectedRow as error:
            report.reject(line, values[0], error.reason)
    return loans, on


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
