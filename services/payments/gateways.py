"""The gateway of this process: `portal_app.wiring` chooses it at the start, tests set theirs."""

from services.payments.gateway import Gateway

_current: list[Gateway] = []


def use(gateway: Gateway) -> None:
    """Make `gateway` the one that payments go through."""
    _current[:] = [gateway]


def current() -> Gateway:
    """Raises LookupError before `use`."""
    if not _current:
        raise LookupError("no charge gateway: portal_app.wiring was not called")
    return _current[0]
