"""The least extra with each installment that ends an account by a day."""

from dataclasses import replace
from datetime import date

from services.servicing.position import Position, accrue
from services.servicing.terms import Terms
from services.what_if.errors import DayOutOfRange
from services.what_if.plan import Plan, first_installment, play


def plan_for(position: Position, terms: Terms, on: date, by: date, plan: Plan) -> Plan:
    """`plan` with the extra that it needs to be paid off on or before `by`, to the cent.

    Raises DayOutOfRange, with the earliest day that an extra can reach and the last that needs
    none.
    """
    first = first_installment(position, terms, on)
    if first is None or by < first:
        raise DayOutOfRange(first or on, play(position, terms, on, plan).paid_off_on or on)
    least, most = -1, accrue(position, terms, by).owed
    while most - least > 1:
        extra = (least + most) // 2
        ends = play(position, terms, on, replace(plan, extra=extra)).paid_off_on
        least, most = (least, extra) if ends is None or ends <= by else (extra, most)
    return replace(plan, extra=most)
