"""Mail by SMTP (RFC 5321): which server, and handing a mail over to it (ADR 0020)."""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from portal_app.settings import LOOPBACK_HOSTS
from services.messages.errors import NotNow, Refused, Unknown
from services.messages.mime import as_email
from services.messages.parcel import Parcel

DEADLINE_SECONDS = 30.0
STEP_SECONDS = 10.0
_CUT_AGAIN_SECONDS = 0.5
_PORTS = {"smtp": 587, "smtps": 465}
_LINE_START_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Server:
    """`needs_tls`: without STARTTLS nothing is sent. A loopback server's certificate may be any."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starts_in_tls: bool
    needs_tls: bool

    @classmethod
    def parse(cls, url: str) -> "Server":
        """`smtp://user:password@host:587`, `smtps://…`; `?tls=optional` allows a plain connection
        to another machine. Raises ValueError.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("must be an address such as smtp://user:password@mail.example.com:587")
        tls = parse_qs(parts.query).get("tls", ["required"])[-1]
        if tls not in ("required", "optional"):
            raise ValueError("tls is required or optional")
        return cls(
            parts.hostname,
            parts.port or _PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            parts.scheme == "smtps",
            tls == "required" and parts.hostname not in LOOPBACK_HOSTS,
        )

    @property
    def is_local(self) -> bool:
        return self.host in LOOPBACK_HOSTS

    def tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.is_local:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


class Smtp:
    """Carries mails, one connection each; `sender` is the address in From and of the envelope."""

    def __init__(
        self, server: Server, sender: str, deadline_seconds: float = DEADLINE_SECONDS
    ) -> None:
        self._server, self._sender, self._deadline = server, sender, deadline_seconds

    def send(self, parcel: Parcel) -> None:
        email = as_email(parcel, self._sender).as_bytes()
        with self._connected() as smtp:
            with _nothing_taken_yet():
                _require(smtp.mail(self._sender), 250)
                _require(smtp.rcpt(parcel.recipient), 250, 251, 252)
                _require(smtp.docmd("DATA"), 354)
                smtp.send(_LINE_START_DOT.sub(b"..", email) + b".\r\n")
            try:
                answer = smtp.getreply()
            except (OSError, smtplib.SMTPException) as lost:
                raise Unknown(f"no answer after the mail: {_said(lost)}") from lost
            _require(answer, 250)

    def check(self) -> None:
        """Connect, secure and log in, as for a mail. Raises NotNow."""
        with self._connected():
            return

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        smtp = self._client()
        with _cut_after(self._deadline, smtp):
            try:
                with _nothing_taken_yet():
                    smtp.connect(self._server.host, self._server.port)
                    self._introduce(smtp)
                yield smtp
                with suppress(OSError, smtplib.SMTPException):
                    smtp.quit()
            finally:
                smtp.close()

    def _client(self) -> smtplib.SMTP:
        """Not connected yet, so that the clock can run before that."""
        name, seconds = self._sender.rpartition("@")[2], min(STEP_SECONDS, self._deadline)
        if self._server.starts_in_tls:
            context = self._server.tls()
            smtp = smtplib.SMTP_SSL(local_hostname=name, timeout=seconds, context=context)
        else:
            smtp = smtplib.SMTP(local_hostname=name, timeout=seconds)
        # What the certificate is checked against; connect() alone does not set it.
        smtp._host = self._server.host  # pyright: ignore[reportAttributeAccessIssue]
        return smtp

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        """EHLO, STARTTLS, AUTH. A refusal here is about us, not about the mail: NotNow."""
        smtp.ehlo_or_helo_if_needed()
        is_private = self._server.starts_in_tls
        if not is_private and smtp.has_extn("starttls"):
            smtp.starttls(context=self._server.tls())
            smtp.ehlo_or_helo_if_needed()
            is_private = True
        if self._server.needs_tls and not is_private:
            raise NotNow("the server offers no STARTTLS")
        if self._server.user:
            if not is_private and not self._server.is_local:
                raise NotNow("no password is sent without TLS")
            smtp.login(self._server.user, self._server.password)


@contextmanager
def _nothing_taken_yet() -> Iterator[None]:
    try:
        yield
    except (OSError, smtplib.SMTPException) as failure:
        raise NotNow(_said(failure)) from failure


@contextmanager
def _cut_after(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    """Ends a conversation that takes too long, also one that trickles: its socket is shut."""
    done = threading.Event()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            wait = _CUT_AGAIN_SECONDS  # the socket changes when TLS starts
            if smtp.sock is not None:
                with suppress(OSError):
                    socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _require(answer: tuple[int, bytes], *wanted: int) -> None:
    """Of commands about the mail itself: 5xx is for good, all else may pass."""
    code, words = answer
    if code not in wanted:
        reason = f"{code} {words.decode('utf-8', 'replace')}"
        raise Refused(reason) if 500 <= code < 600 else NotNow(reason)


def _said(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"
