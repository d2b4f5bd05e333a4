"""Why an agent does something that needs a reason: one line for the audit log."""

from services.errors import InvalidInput

LONGEST = 300


def checked_reason(typed: object) -> str:
    """Raises `InvalidInput` (`reason`: `missing`, `too_long`)."""
    reason = " ".join(typed.split()) if isinstance(typed, str) else ""
    if not reason:
        raise InvalidInput("reason", "missing")
    if len(reason) > LONGEST:
        raise InvalidInput("reason", "too_long")
    return reason
