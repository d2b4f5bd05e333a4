"""Why a document was not taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.errors import PortalError


class Unfit(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NAME = "name"
    """Its name leads elsewhere, or is not what one sees."""
    PROGRAM = "program"
    """Its name is that of a program or a web page."""
    KIND = "kind"
    """Not one of the kinds that are taken."""
    WEB_PAGE = "web_page"
    LOCKED = "locked"
    """An old Office format, or one with a password."""
    TWO_IN_ONE = "two_in_one"
    """Also something else than what it says (a polyglot)."""
    ACTIVE = "active"
    """It holds macros or scripts."""
    LINKED = "linked"
    """It would load something from elsewhere."""
    NESTED = "nested"
    """It holds other files."""
    BOMB = "bomb"
    """It unpacks to far more than it is."""
    PIXELS = "pixels"
    BROKEN = "broken"


@dataclass
class UnfitFile(PortalError):
    reason: Unfit


@dataclass
class TooMuchToday(PortalError):
    """A login may add `most_files` and `most_bytes` in 24 hours; there is room again at `until`."""

    most_files: int
    most_bytes: int
    until: datetime


@dataclass
class TooMuchKept(PortalError):
    """A login keeps `most_files` or `most_bytes` already: something must be deleted first."""

    most_files: int
    most_bytes: int


@dataclass
class UploadsBusy(PortalError):
    """As many uploads are under way as may be: in this login, or in all."""


@dataclass
class UploadTooSlow(PortalError):
    """It came so slowly that it held a place which others wait for."""


@dataclass
class NoUpload(PortalError):
    """A request that holds no file, or more than one, or is no form."""
