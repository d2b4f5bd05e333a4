"""Passkeys (WebAuthn Level 2): a borrower's key in place of password and second step.

Borrowers only: agents keep password and authenticator.
"""

from services.passkeys.errors import PasskeyRefused, PasskeysNotOffered, TooManyPasskeys
from services.passkeys.keeping import add, options_to_add, remove, rename
from services.passkeys.logging_in import log_in, options_to_log_in
from services.passkeys.proving import can_prove, options_to_prove, prove
from services.passkeys.views import PasskeyLine, PasskeysView, passkeys_of

__all__ = [
    "PasskeyLine",
    "PasskeyRefused",
    "PasskeysNotOffered",
    "PasskeysView",
    "TooManyPasskeys",
    "add",
    "can_prove",
    "log_in",
    "options_to_add",
    "options_to_log_in",
    "options_to_prove",
    "passkeys_of",
    "prove",
    "remove",
    "rename",
]
