"""An authenticator in software (WebAuthn Level 2, 6): answers as a browser would send them."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

BASE = "http://localhost:8000"
PRESENT, VERIFIED, KEY_INSIDE = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key. What it says of itself can be bent: that is what the tests are for.

    `counts`: its counter goes up; synced passkeys always say 0.
    """

    origin: str = BASE
    rp_id: str = "localhost"
    verifies: bool = True
    counts: bool = True
    handle: str = ""
    """base64url of the user handle; the one of the last options unless told."""
    client: dict[str, Any] = field(default_factory=dict)
    """Put over the client data."""
    count: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """As `navigator.credentials.create`, with attestation "none"."""
        self.handle = self.handle or options["user"]["id"]
        client = self._client("webauthn.create", options)
        inside = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public_key()
        attested = {
            "fmt": "none",
            "attStmt": {},
            "authData": self._data(KEY_INSIDE) + inside,
        }
        return self._credential(clientDataJSON=client, attestationObject=cbor2.dumps(attested)) | {
            "authenticatorAttachment": "platform"
        }

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """As `navigator.credentials.get`."""
        client, data = self._client("webauthn.get", options), self._data(0)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = self._credential(clientDataJSON=client, authenticatorData=data, signature=signed)
        answer["response"]["userHandle"] = self.handle
        return answer

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps({**said, "crossOrigin": False, **self.client}).encode()

    def _data(self, flags: int) -> bytes:
        self.count += self.counts
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        head = hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags])
        return head + self.count.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        """COSE: EC2, ES256, P-256 (RFC 9053)."""
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _credential(self, **response: bytes) -> dict[str, Any]:
        name = bytes_to_base64url(self.id)
        coded = {part: bytes_to_base64url(value) for part, value in response.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": coded}


def challenge_of(options: dict[str, Any]) -> bytes:
    return base64url_to_bytes(options["challenge"])
