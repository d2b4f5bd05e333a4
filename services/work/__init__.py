"""Due work: what the worker does for ever, and a tick for a day.

rounds     a worker's round: payments to look at, the calendar, missed events
days       the work of a business day, in order
late_fees  installments that became late
"""
