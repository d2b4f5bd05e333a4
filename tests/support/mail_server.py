"""A real SMTP server on a free port, which answers as it is told and keeps what it took."""

import asyncio
import datetime
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.ports import free_port

OK = "250 taken"
HANG = "hang"
CUT = "cut"
"""Takes the mail and ends the connection without an answer."""
USER, PASSWORD = "portal", "open:se@same"


class Desk:
    """`answers` are given to one mail after another, `OK` from then on; `rcpt` to every RCPT."""

    def __init__(self, *answers: str, rcpt: str = "250 OK", mail: str = "250 OK") -> None:
        self.answers = list(answers)
        self.rcpt, self.mail = rcpt, mail
        self.taken: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.was_tls: list[bool] = []

    async def handle_MAIL(self, server: Any, _s: Any, envelope: Any, address: str, _o: Any):  # noqa: N802
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server: Any, _s: Any, envelope: Any, address: str, _o: Any):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, _s: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else OK
        if answer == HANG:
            await asyncio.Event().wait()
        if answer.startswith("2") or answer == CUT:
            mail = message_from_bytes(envelope.content, policy=policy.default)
            self.taken.append(cast(EmailMessage, mail))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
            self.was_tls.append(server.transport.get_extra_info("ssl_object") is not None)
        if answer == CUT:
            server.transport.abort()
        return answer


@contextmanager
def mail_server(desk: Desk, *, tls: str = "", auth: bool = False) -> Iterator[str]:
    """Its host and port. `tls`: "", "starttls" or "implicit", with a certificate of its own."""

    def is_right(*args: Any) -> AuthResult:
        given = args[4]
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=right, handled=False)

    context = own_certificate() if tls else None
    server = Controller(
        desk,
        "127.0.0.1",
        free_port(),
        ssl_context=context if tls == "implicit" else None,
        tls_context=context if tls == "starttls" else None,
        authenticator=is_right if auth else None,
        auth_required=auth,
        auth_require_tls=bool(tls == "starttls"),
        ready_timeout=60,
    )
    server.start()
    try:
        yield f"127.0.0.1:{server.port}"
    finally:
        server.stop()


@cache
def own_certificate() -> ssl.SSLContext:
    """Self-made, for 127.0.0.1, known to no authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        file = Path(folder, "both.pem")
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context.load_cert_chain(file)
    return context
