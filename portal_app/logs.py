"""Logs without secrets, and the faults in them: a reference, a place, never a value."""

import logging
import sys

from portal_app.settings import get_settings
from services.faults import described, noted

logger = logging.getLogger("portal")
_INSTALLED = "portal-stderr"


def set_up_logging() -> None:
    """One line per record on standard error; a second call changes nothing."""
    root = logging.getLogger()
    if any(handler.name == _INSTALLED for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.name = _INSTALLED
    handler.addFilter(without_values)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(get_settings().portal_log_level.upper())
    # at debug these print cookies, tokens and payloads
    for name in ("engineio", "socketio", "uvicorn.access", "httpx", "httpcore", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)


def without_values(record: logging.LogRecord) -> bool:
    """Reflex logs whole events, with cookie and token: only the place is kept."""
    if record.name.startswith("reflex"):
        fault = record.exc_info[1] if record.exc_info else None
        place = described(fault) if fault else f"{record.pathname}:{record.lineno}"
        record.msg, record.args = f"Reflex reports: {place}", None
        record.exc_info = record.exc_text = record.stack_info = None
    return True


def on_fault(exception: Exception) -> None:
    """Reflex's `backend_exception_handler`: no toast, which the policy would block anyway."""
    noted(exception)


def on_frontend_fault(exception: Exception) -> None:
    """What a browser says went wrong: anyone can send it, so only its size is kept."""
    logger.warning("a page reported a fault of %d characters", len(str(exception)))
