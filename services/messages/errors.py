"""Why a message did not leave; `reason` is for the operator: the other side's words, or a fault."""

from dataclasses import dataclass


@dataclass
class NotSent(Exception):
    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass
class NotNow(NotSent):
    """Surely not taken: no connection, or a temporary refusal. It is tried again."""


@dataclass
class Refused(NotSent):
    """Refused for good."""


@dataclass
class Unknown(NotSent):
    """Perhaps taken: the answer never came. It is sent once more at most, and marked."""
