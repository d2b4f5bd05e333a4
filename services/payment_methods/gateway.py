"""What is asked of a wallet about payment methods, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from models.payment_methods import MethodKind, MethodStatus


@dataclass(frozen=True)
class Profile:
    """What the wallet tells of a saved number; `expires` is YYYY-MM of a card, else empty.

    `saved_at`: by the wallet's clock.
    """

    token: str
    reference: str
    kind: MethodKind
    brand: str
    account_type: str
    last_four: str
    expires: str
    status: MethodStatus
    saved_at: datetime


@dataclass(frozen=True)
class FormAsked:
    """A form that is wanted: for whom (`bound_to`: a login session, `reference`: a customer, both
    keyed hashes), in which language and look. `accent`: `#rrggbb` or None.
    """

    bound_to: str
    reference: str
    language: str
    lender: str
    accent: str | None


@dataclass(frozen=True)
class Form:
    """A form that was opened: `url` carries a ticket that works once, for a minute."""

    id: str
    url: str


class FormStatus(StrEnum):
    OPEN = "open"
    USED = "used"
    SAVED = "saved"
    EXPIRED = "expired"


@dataclass(frozen=True)
class FormFound:
    """What became of a form; `profile` once it saved one."""

    bound_to: str
    reference: str
    status: FormStatus
    profile: Profile | None


class AmountsRefused(Exception):
    """They are not the micro-entries'; `tries_left` 0: nor will others be taken.

    None: the wallet does not say.
    """

    def __init__(self, tries_left: int | None) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left


class ProfileInUse(Exception):
    """A charge on it is being processed: it can be deleted later."""


class MethodGateway(Protocol):
    """Every method raises OutcomeUnknown and WalletUnavailable."""

    def open_form(self, asked: FormAsked) -> Form:
        """A form in which a card or a bank account is added."""
        ...

    def find_form(self, form_id: str) -> FormFound | None:
        """What became of it; None: there is none."""
        ...

    def find_profile(self, token: str) -> Profile | None:
        """None: there is none, or no more."""
        ...

    def verify(self, token: str, amounts: tuple[int, int]) -> Profile | None:
        """Tell the micro-entries, in cents. Raises AmountsRefused; None: no such profile."""
        ...

    def delete_profile(self, token: str) -> None:
        """Erase the number; one that is gone is deleted. Raises ProfileInUse."""
        ...
