"""Expected failures: typed, carrying data; one place (`services/language/words/`) words them."""

from dataclasses import dataclass
from datetime import datetime

from models.agents import AgentRole


@dataclass
class PortalError(Exception):
    """Base of everything that a borrower may be told; anything else is a fault."""


@dataclass
class NotFound(PortalError):
    """Missing, or not this subject's: both get this answer."""


@dataclass
class NotLoggedIn(PortalError):
    """No session, an ended one, or one that is too old."""


@dataclass
class NotAllowed(PortalError):
    """The agent's role does not reach: `needed` or a higher one does."""

    needed: AgentRole


@dataclass
class InvalidInput(PortalError):
    """A field of a form cannot be used; `field` is its name, `problem` a short stable code."""

    field: str
    problem: str


@dataclass
class TooManyAttempts(PortalError):
    """Throttled until `until`."""

    until: datetime


@dataclass
class Busy(PortalError):
    """The database was locked for too long; nothing was changed."""
