"""Sealing of card and bank account numbers: AES-256-GCM with key ids, and keyed fingerprints.

A sealed value is `version (1) | key id (4) | nonce (12) | ciphertext and tag`. The associated data
names the row and the column, so a value copied into another place does not open.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_ID_AT = 2
"""Where the key id begins in a sealed value, as SQL counts."""
_URL_SAFE = str.maketrans("+/", "-_")
KEY_BYTES, KEY_ID_BYTES, NONCE_BYTES = 32, 4, 12


class KeyRefused(Exception):
    """An encryption key that is not 32 bytes in base64."""


class SealBroken(Exception):
    """A sealed value that no key opens in this place: tampered, moved, or its key is gone."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value lives; part of what is authenticated."""

    table: str
    column: str
    row: str

    def associated_data(self) -> bytes:
        return f"{self.table}\x1f{self.column}\x1f{self.row}".encode()


@dataclass(frozen=True, repr=False)
class _Key:
    id: bytes
    cipher: AESGCM
    fingerprinting: bytes


class Vault:
    """Seals with the first key, opens with any."""

    def __init__(self, encoded_keys: Sequence[str]) -> None:
        if not encoded_keys:
            raise KeyRefused("WALLET_ENCRYPTION_KEY is not set.")
        keys = [_make_key(encoded) for encoded in encoded_keys]
        self._active = keys[0]
        self._by_id = {key.id: key for key in keys}

    def seal(self, plain: bytes, place: Place) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._active.cipher.encrypt(nonce, plain, place.associated_data())
        return VERSION + self._active.id + nonce + sealed

    def open(self, sealed: bytes, place: Place) -> bytes:
        """The plain bytes.

        Raises:
            SealBroken: when the value was changed, moved, or sealed with an unknown key.
        """
        key = self._by_id.get(sealed[1 : 1 + KEY_ID_BYTES])
        if sealed[:1] != VERSION or key is None:
            raise SealBroken(f"{place.table}.{place.column}: unknown key")
        start = 1 + KEY_ID_BYTES
        nonce, body = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        try:
            return key.cipher.decrypt(nonce, body, place.associated_data())
        except (InvalidTag, ValueError):
            raise SealBroken(f"{place.table}.{place.column}: does not open") from None

    @property
    def key_ids(self) -> list[bytes]:
        """Of every key that opens."""
        return list(self._by_id)

    def sealed_with_active_key(self, sealed: bytes) -> bool:
        return sealed[1 : 1 + KEY_ID_BYTES] == self._active.id

    def fingerprint(self, purpose: str, value: bytes) -> str:
        """Equal for equal values under the active key, and useless without it."""
        return f"{self._active.id.hex()}:{_keyed_hash(self._active, purpose, value)}"

    def matches(self, fingerprint: str, purpose: str, value: bytes) -> bool:
        """Whether `fingerprint` was made of `value`, with whichever key was active then."""
        key_id, _, digest = fingerprint.partition(":")
        key = self._by_id.get(bytes.fromhex(key_id))
        return key is not None and hmac.compare_digest(digest, _keyed_hash(key, purpose, value))


def _keyed_hash(key: _Key, purpose: str, value: bytes) -> str:
    message = purpose.encode() + b"\x1f" + value
    return hmac.new(key.fingerprinting, message, hashlib.sha256).hexdigest()


def _make_key(encoded: str) -> _Key:
    padded = encoded.translate(_URL_SAFE) + "=" * (-len(encoded) % 4)
    try:
        raw = base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise KeyRefused("WALLET_ENCRYPTION_KEY is not 32 bytes in base64.")
    # HKDF (RFC 5869) keeps each use on a key of its own: one leaking says nothing of the others.
    return _Key(
        id=_derive(raw, b"wallet key id")[:KEY_ID_BYTES],
        cipher=AESGCM(_derive(raw, b"wallet sealing")),
        fingerprinting=_derive(raw, b"wallet fingerprint"),
    )


def _derive(raw: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(raw)
