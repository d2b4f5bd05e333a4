"""What is kept so that the database alone gives nothing away: tokens, keyed hashes, sealed texts.

Keys are derived from `PORTAL_SECRET_KEY` (HKDF, RFC 5869), one for each purpose.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal_app.settings import get_settings

TOKEN_LENGTH = 43
"""Characters of a token: 256 random bits in base64url."""


class Unreadable(Exception):
    """Sealed with another key, or changed."""


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Of a token with 256 random bits: nothing to guess, so that no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(purpose: str, value: str) -> str:
    """Of what could be guessed (codes, emails, addresses): useless without the portal's key."""
    return hmac.new(_key(purpose), value.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, text: str) -> str:
    return Fernet(urlsafe_b64encode(_key(purpose))).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """Raises `Unreadable`."""
    try:
        return Fernet(urlsafe_b64encode(_key(purpose))).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(purpose) from error


def _key(purpose: str) -> bytes:
    derive = HKDF(SHA256(), 32, salt=None, info=f"portal:{purpose}".encode())
    return derive.derive(get_settings().secret_key())
