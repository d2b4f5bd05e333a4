"""The servicing engine of installment accounts: pure functions, no database, no clock.

Money is int cents, rates are exact percent a year, days are `datetime.date`.

    terms       what was agreed                  schedule    the rows that follow from it
    duedates    when installments fall due       daycount    days and interest between two days
    position    what an account's ledger says    postings    advance, late fee, write-off, refund
    application a payment                        reversal    taking one back
    due         next due, past due               payoff      what ends the account on a day
    level       the level payment            amortize    the loop from an amount owed to zero
    projection  from the position to zero        fees        late fees
    report      the schedule as text for the command line
    apr         the annual percentage rate  unit_periods  what it counts in
    apr_report  the same as text for the command line
"""
