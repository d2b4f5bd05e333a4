"""The auditor of the ledger: folds every entry anew and compares. `portal check-ledger`.

    entries    one entry against the one before it      payments  payments against entries
    swipes     swipes against their entries, credits of disputes
    statements a statement in itself: number, columns, detail
    predicted  one entry against what the engine makes of the terms and the position before it
    lines      a line of credit: cycles, statements against entries, what is left of a bill
    line_entries  what the engine makes of one entry on it
    run        all of it, streamed: memory is flat
It shares no posting code with `services.ledger`: a mistake there is a breach here.
"""

from services.ledger_check.run import Breach, Checked, check_ledger

__all__ = ["Breach", "Checked", "check_ledger"]
