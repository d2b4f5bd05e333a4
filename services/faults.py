"""What nobody expected: a line in the log, and its reference for whoever has to be told."""

import logging
import secrets
import traceback
from dataclasses import dataclass

from services.errors import PortalError

logger = logging.getLogger("portal")


@dataclass
class Fault(PortalError):
    """`reference` finds it in the log."""

    reference: str


def noted(error: BaseException) -> Fault:
    """Write it down, and what may be said of it."""
    fault = Fault(secrets.token_hex(4))
    logger.error("fault %s: %s", fault.reference, described(error))
    return fault


def described(error: BaseException) -> str:
    """Type and places in the code; messages may quote what a borrower typed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
