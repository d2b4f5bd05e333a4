"""A search as the query of an address says it: one form for the page, its links and the export."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from services.audit.filters import AuditFilter
from services.emails import normal_email
from services.errors import InvalidInput

_LONGEST = 254


def as_filter(query: Mapping[str, str]) -> AuditFilter:
    """What is empty or missing does not filter.

    Raises `InvalidInput` with the field: `email`, `customer`, `account`, `action`, `from`, `to`.
    """
    email = _text(query, "email")
    customer = _text(query, "customer")
    if email and normal_email(email) is None:
        raise InvalidInput("email", "not_an_address")
    if customer and not (customer.isascii() and customer.isdecimal() and len(customer) < 10):
        raise InvalidInput("customer", "not_a_number")
    since, until = _date(query, "from"), _date(query, "to")
    if since and until and since > until:
        raise InvalidInput("to", "before_from")
    return AuditFilter(
        email=normal_email(email) or "" if email else "",
        customer_id=int(customer) if customer else None,
        account=_text(query, "account"),
        action=_text(query, "action").lower(),
        since=since,
        until=until,
    )


def as_query(wanted: AuditFilter, before: int = 0) -> str:
    """ "?email=…", or "" when nothing filters; `as_filter` reads it back."""
    given = {
        "email": wanted.email,
        "customer": wanted.customer_id,
        "account": wanted.account,
        "action": wanted.action,
        "from": wanted.since,
        "to": wanted.until,
        "before": before,
    }
    named = {name: value for name, value in given.items() if value}
    return f"?{urlencode(named)}" if named else ""


def older_than(query: Mapping[str, str]) -> int:
    """The id that a page starts below; 0 for the first page and for what is no id."""
    before = _text(query, "before")
    return int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else 0


def _text(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""


def _date(query: Mapping[str, str], name: str) -> date | None:
    text = _text(query, name)
    if not text:
        return None
    if len(text) == 10 and text.isascii():
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise InvalidInput(name, "not_a_date")
