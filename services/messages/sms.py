"""Texts through an SMS gateway that Apprise knows (ADR 0020)."""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from services.messages.errors import NotNow, NotSent, Unknown
from services.messages.parcel import Parcel

DEADLINE_SECONDS = 20.0
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
TO = "{to}"
NOT_KNOWN = "PORTAL_SMS_URL is no address that Apprise knows"
_WEBHOOKS = frozenset({"json", "jsons", "form", "forms", "xml", "xmls"})
_SURELY_NOT = re.compile(
    r"error=\d|NewConnectionError|ConnectTimeout|NameResolutionError|CertificateError|SSLError"
)
"""In Apprise's log: the gateway answered with a refusal, or was never reached."""


class Sms:
    """`url` is Apprise's address of the gateway; the number takes the place of `{to}` in it.

    Without `{to}` the number is added: as the last part of the path, where Apprise's gateways
    expect it, or as `to` beside the message for a webhook of your own (json, form, xml).
    """

    def __init__(self, url: str, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._url, self._deadline = url, deadline_seconds

    def send(self, parcel: Parcel) -> None:
        outcome: list[NotSent | None] = []
        address = address_for(self._url, parcel.recipient)
        sending = threading.Thread(
            target=lambda: outcome.append(_outcome(address, parcel.text)), daemon=True
        )
        sending.start()
        sending.join(self._deadline)
        failure = outcome[0] if outcome else Unknown("the gateway did not answer in time")
        if failure is not None:
            raise failure

    def check(self) -> None:
        """Whether Apprise understands the address; nothing is sent. Raises NotNow."""
        with _overheard():
            if _plugin(address_for(self._url, "+12025550143")) is None:
                raise NotNow(NOT_KNOWN)


def address_for(url: str, phone: str) -> str:
    number = quote(phone, safe="")
    if TO in url:
        return url.replace(TO, number)
    parts = urlsplit(url)
    if parts.scheme in _WEBHOOKS:
        query = f"{parts.query}&:to={number}" if parts.query else f":to={number}"
        return parts._replace(query=query).geturl()
    return parts._replace(path=f"{parts.path.rstrip('/')}/{number}").geturl()


def _outcome(address: str, words: str) -> NotSent | None:
    with _overheard() as heard:
        plugin = _plugin(address)
        if plugin is None:
            return NotNow(NOT_KNOWN)
        if plugin.notify(body=words):
            return None
    surely = next((line for line in heard if _SURELY_NOT.search(line)), "")
    return NotNow(surely) if surely else Unknown(" ".join(heard))


def _plugin(address: str):
    """None for an address that Apprise does not know."""
    import apprise  # only a worker sends, and it takes its time

    plugin = apprise.Apprise.instantiate(address)
    if plugin is not None:
        plugin.socket_connect_timeout = _CONNECT_SECONDS
        plugin.socket_read_timeout = _ANSWER_SECONDS
    return plugin


class _Ear(logging.Handler):
    """Keeps what Apprise says of a failure in one thread; what it says of contents it drops."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        line = record.getMessage()
        if record.levelno >= logging.WARNING or line.startswith("Socket Exception"):
            self.lines.append(line)


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """Apprise answers yes or no; why is in its log, which goes nowhere else: it holds the codes."""
    logger, ear = logging.getLogger("apprise"), _Ear()
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    logger.addHandler(ear)
    try:
        yield ear.lines
    finally:
        logger.removeHandler(ear)
