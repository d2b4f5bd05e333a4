"""The auditor asks as often for a line of many entries as for one of few."""

from datetime import date

import pytest
from sqlalchemy import Engine, event

from services.database import unit_of_work
from services.ledger import lines
from services.ledger_check import check_ledger
from tests.support.credit_lines import new_line


def asked(engine: Engine) -> int:
    count = 0

    def heard(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(engine, "before_cursor_execute", heard)
    try:
        assert check_ledger().breaches == []
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    return count


@pytest.mark.parametrize("closings", [False, True])
def test_the_number_of_queries_is_flat(portal_db: Engine, closings: bool) -> None:
    with unit_of_work() as session:
        line = new_line(session)
        lines.post_purchase(session, line, 1_00, date(2026, 1, 6))
    few = asked(portal_db)
    with unit_of_work() as session:
        for number in range(40):
            on = date(2026, 1 + (number // 10 if closings else 0), 7)
            lines.post_purchase(session, line, 1_00, on)
    assert asked(portal_db) == few
