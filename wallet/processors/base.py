"""What the wallet asks of a card and bank processor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from sqlmodel import Session

from wallet.tables import ChargeState, DeclineCode


class ProcessorUnavailable(Exception):
    """The processor gave no answer: whether money moved is unknown."""


class RefundRefused(Exception):
    """The processor will not give this back: no money moved, and none will for this key."""


class EntriesRefused(Exception):
    """The account takes no micro-entries, now or later."""


@dataclass(frozen=True)
class Card:
    number: str = field(repr=False)
    exp_month: int
    exp_year: int
    holder: str = field(default="", repr=False)


@dataclass(frozen=True)
class BankAccount:
    routing_number: str = field(repr=False)
    account_number: str = field(repr=False)
    account_type: str
    holder: str = field(default="", repr=False)


Instrument = Card | BankAccount


@dataclass(frozen=True)
class ChargeOrder:
    """`amount` in cents; `business_date` is the lender's day of submission; `profile` is the key
    with which a bank account's micro-entries were sent."""

    key: str
    instrument: Instrument
    amount: int
    currency: str
    business_date: date
    profile: str = ""


@dataclass(frozen=True)
class Outcome:
    """`state` is approved (card), pending (bank) or declined; `settles_on` None when declined."""

    state: ChargeState
    decline_code: DeclineCode | None = None
    settles_on: date | None = None


class CardCheck(StrEnum):
    """What the issuer says of a card that is being saved; nothing is charged."""

    PASSED = "passed"
    SECURITY_CODE_WRONG = "security_code_wrong"
    REFUSED = "refused"


@dataclass(frozen=True)
class TakenBack:
    """A charge that was done, and came back: `returned` by the bank, with its Nacha code where the
    processor tells one, or `charged_back` by the card's issuer. `amount` in cents."""

    state: ChargeState
    return_code: str | None
    amount: int


@dataclass(frozen=True)
class LateNews:
    """By key: charges that came back after they were done, refunds that failed after they were
    taken on."""

    taken_back: Mapping[str, TakenBack]
    refunds_failed: frozenset[str]


@dataclass(frozen=True)
class FinalResult:
    """`settled`, or `returned` with its Nacha code where the processor tells one."""

    state: ChargeState
    return_code: str | None


class Processor(Protocol):
    """Idempotent by key, also for calls at the same time, and able to find what a key did.

    Every method may raise `ProcessorUnavailable`; a repeat with the same key is then safe.
    """

    async def check_card(self, card: Card, security_code: str, postal_code: str) -> CardCheck:
        """The security code is for this one question: nobody keeps it (PCI DSS 3.3.1)."""
        ...

    async def send_micro_entries(self, key: str, account: BankAccount) -> None:
        """Two entries below a dollar each, once per key, whose amounts prove the account; raises
        `EntriesRefused`."""
        ...

    async def confirm_micro_entries(self, key: str, amounts: tuple[int, int]) -> bool:
        """Whether these, in either order, are the cents that were sent for the key."""
        ...

    def charge_here(self, session: Session, order: ChargeOrder) -> Outcome | None:
        """The charge, in the transaction that claims its key: for books in the wallet's own
        database, which then agree with the wallet whatever crashes. None: `charge` is needed."""
        ...

    async def charge(self, order: ChargeOrder) -> Outcome: ...

    async def find_charge(self, key: str) -> Outcome | None:
        """What the charge with this key came to; None when the processor never saw it."""
        ...

    async def refund(self, key: str, charge_key: str, amount: int) -> None:
        """Gives back `amount` cents of the charge; raises `RefundRefused`."""
        ...

    async def find_refund(self, key: str) -> bool: ...

    async def final_results(self, keys: Sequence[str]) -> dict[str, FinalResult]:
        """What accepted charges came to; those that are still on their way are left out."""
        ...

    async def late_news(self, day: date) -> LateNews:
        """As it stands now, up to the lender's `day`: each is told again and again, for as long as
        the networks' rules let it happen, so that no order and no lost answer matters."""
        ...

    async def close(self) -> None: ...
