"""The signature on events: `t=<unix>,v1=<hex HMAC-SHA256 of "t.body">`, one v1 per secret."""

import hashlib
import hmac
from collections.abc import Sequence

HEADER = "Wallet-Signature"


def sign(secrets: Sequence[bytes], timestamp: int, body: bytes) -> str:
    message = f"{timestamp}.".encode() + body
    signatures = [hmac.new(secret, message, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={signature}" for signature in signatures)])
