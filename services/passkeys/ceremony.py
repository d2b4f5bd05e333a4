"""What WebAuthn asks of a server: options out, answers read and verified. No SQL, no session."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    bytes_to_base64url,
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    options_to_json,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal_app.settings import get_settings
from services.passkeys.challenges import LIFE
from services.passkeys.errors import PasskeyRefused, Reason

Options = dict[str, Any]
_TIMEOUT_MS = int(LIFE.total_seconds() * 1000)
_LONGEST_ID = 1023
"""Bytes (WebAuthn Level 2, 4)."""
_REQUIRED = UserVerificationRequirement.REQUIRED
_LIBRARY = (
    *(WebAuthnException, UnsupportedAlgorithm, RecursionError),
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
)
"""What hostile answers make the library raise."""


@dataclass(frozen=True)
class Answer:
    """A browser's answer, read and not verified. `id`: base64url of the credential's id."""

    id: str
    challenge: bytes
    credential: Any


@dataclass(frozen=True)
class NewKey:
    """`public_key`: the COSE key's bytes."""

    id: str
    public_key: bytes
    sign_count: int
    backed_up: bool
    transports: str


@dataclass(frozen=True)
class Use:
    sign_count: int
    backed_up: bool
    handle: bytes


def rp_id() -> str:
    """The portal's host name; "" when it has none and so no passkeys (WebAuthn Level 2, 5.1.2)."""
    host = urlsplit(get_settings().portal_base_url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return ""


def options_to_add(
    challenge: bytes, lender: str, email: str, name: str, handle: bytes, known: list[bytes]
) -> Options:
    options = generate_registration_options(
        rp_id=rp_id(),
        rp_name=lender,
        user_id=handle,
        user_name=email,
        user_display_name=name,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return json.loads(options_to_json(options))


def options_to_use(challenge: bytes, known: Sequence[bytes] = ()) -> Options:
    """`known`: ids of the passkeys that would do.

    At log-in none is named: the browser offers those it has, and nobody learns who has one.
    """
    options = generate_authentication_options(
        rp_id=rp_id(),
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        user_verification=_REQUIRED,
    )
    return json.loads(options_to_json(options))


def read_new(credential: object) -> Answer:
    """Raises `PasskeyRefused`."""
    return _read(credential, parse_registration_credential_json)


def read_use(credential: object) -> Answer:
    """Raises `PasskeyRefused`."""
    return _read(credential, parse_authentication_credential_json)


def verify_new(answer: Answer) -> NewKey:
    """Its challenge is the caller's to check. Raises `PasskeyRefused`."""
    with _refusing(Reason.NOT_VALID):
        found = verify_registration_response(
            credential=answer.credential,
            expected_challenge=answer.challenge,
            expected_rp_id=rp_id(),
            expected_origin=get_settings().portal_base_url,
            require_user_verification=True,
        )
        if bytes_to_base64url(found.credential_id) != answer.id:
            raise ValueError("another id inside")
        # a point off its curve would be stored, and refused only when it is used
        decoded_public_key_to_cryptography(
            decode_credential_public_key(found.credential_public_key)
        )
    transports = answer.credential.response.transports or []
    return NewKey(
        answer.id,
        found.credential_public_key,
        found.sign_count,
        found.credential_backed_up,
        ",".join(one.value for one in transports)[:100],
    )


def verify_use(answer: Answer, public_key: bytes) -> Use:
    """Its challenge and its counter are the caller's to check. Raises `PasskeyRefused`.

    The library would judge the counter before the signature: anybody could make it go back.
    """
    with _refusing(Reason.NOT_VALID):
        found = verify_authentication_response(
            credential=answer.credential,
            expected_challenge=answer.challenge,
            expected_rp_id=rp_id(),
            expected_origin=get_settings().portal_base_url,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    handle = answer.credential.response.user_handle or b""
    return Use(found.new_sign_count, found.credential_backed_up, handle)


def _read(credential: object, parse: Any) -> Answer:
    with _refusing(Reason.MALFORMED):
        if not isinstance(credential, dict):
            raise TypeError("no object")
        parsed = parse(credential)
        client = parse_client_data_json(parsed.response.client_data_json)
        if not 0 < len(parsed.raw_id) <= _LONGEST_ID or client.cross_origin:
            raise ValueError("no id, or made inside another site's page")
        return Answer(bytes_to_base64url(parsed.raw_id), client.challenge, parsed)


@contextmanager
def _refusing(reason: Reason) -> Iterator[None]:
    try:
        yield
    except _LIBRARY as error:
        raise PasskeyRefused(reason) from error
