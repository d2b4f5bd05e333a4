"""The least extra with each installment that ends an account by a day."""

from dataclasses import replace
from datetime import date

from services.servicing.position import Position, accrue
from services.servicing.terms import Terms
from services.what_if.errors import DayOutOfRange
from services.what_if.plan import Plan, first_installment, play


def plan_for(position: Position, terms: Terms, on: date, by: date, plan: Plan) -> Plan:
    """`plan` with the extra that it needs to be paid off on or before `by`, to the cent.

    Raises DayOutOfRange, with the earliest day that can be reached and the last that needs no
    extra.
    """
    first, last = (
        first_installment(position, terms, on),
        play(position, terms, on, plan).paid_off_on,
    )
    if last is None or last <= by:
        return plan
    if first is None or by < first:
        raise DayOutOfRange(min(first or last, last), last)
    least, most = -1, accrue(position, terms, by).owed
    while most - least > 1:
        extra = (least + most) // 2
        ends = play(position, terms, on, replace(plan, extra=extra)).paid_off_on
        least, most = (least, extra) if ends is None or ends <= by else (extra, most)
    return replace(plan, extra=most)
