"""Days counted from the business date."""

from datetime import date

from services.servicing.duedates import month_day


def first_due_before(last_due: date, months: int) -> date:
    """The due date at least `months` before `last_due`, in a month that has its day.

    So the first due date is never clamped, and the installments fall on `last_due` again.
    """
    while (first := month_day(last_due, -months, last_due.day)).day != last_due.day:
        months += 1
    return first
