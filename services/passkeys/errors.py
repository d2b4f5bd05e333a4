"""Why a passkey was not taken."""

from dataclasses import dataclass
from enum import StrEnum

from services.errors import PortalError


class Reason(StrEnum):
    """For the audit log; a borrower gets one answer for all."""

    MALFORMED = "malformed"
    CHALLENGE = "challenge not ours, used, or of another browser"
    EXPIRED = "challenge too old"
    UNKNOWN = "unknown passkey"
    NOT_VALID = "origin, signature or user verification not valid"
    OTHER_LOGIN = "user handle of another login"
    SHUT_OUT = "login disabled or without access"
    COUNTER = "sign counter went back"
    TAKEN = "passkey exists already"


@dataclass
class PasskeyRefused(PortalError):
    reason: Reason


@dataclass
class PasskeysNotOffered(PortalError):
    """By the lender; or the portal has an IP address, for which no browser makes a passkey."""


@dataclass
class TooManyPasskeys(PortalError):
    """A login has `most` already."""

    most: int
