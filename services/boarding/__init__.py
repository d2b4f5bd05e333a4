"""Boarding a lender's tape of installment loans: `portal import-loans`.

    tape     the file: header, rows one by one       rows     one row read and checked
    redating the loan as it stands on boarding day   batch    a batch written at once
    report   what became of every row                seen     loan numbers met in this file
    run      all of it
Late boarded loans: installments that were late before boarding count as assessed for late fees.
"""

from services.boarding.report import Report
from services.boarding.run import import_tape
from services.boarding.tape import UnusableTape

__all__ = ["Report", "UnusableTape", "import_tape"]
