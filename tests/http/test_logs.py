"""Logs keep no cookie, token or payload."""

import logging

from portal_app.logs import without_values
from services.faults import described


def test_reflexs_records_lose_their_values() -> None:
    try:
        raise KeyError("secret-cookie")
    except KeyError as error:
        fault = (type(error), error, error.__traceback__)
        place = described(error)
    name = "reflex_base.event.processor.event_processor"
    record = logging.LogRecord(name, 40, "x.py", 1, "for %s", ("secret-cookie",), fault)
    assert "secret" not in place
    assert without_values(record)
    assert "secret" not in logging.Formatter().format(record)
    assert "KeyError" in record.getMessage()
