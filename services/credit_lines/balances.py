"""What a line owes, by type of balance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.credit_lines import BalanceType


@dataclass(frozen=True)
class ByType:
    """Cents of each type of balance."""

    purchases: int = 0
    cash_advances: int = 0
    balance_transfers: int = 0

    @classmethod
    def of(cls, cents: Mapping[BalanceType, int]) -> "ByType":
        return cls(*(cents.get(kind, 0) for kind in BalanceType))

    @property
    def total(self) -> int:
        return self.purchases + self.cash_advances + self.balance_transfers

    def __getitem__(self, kind: BalanceType) -> int:
        return getattr(self, kind.value)

    def __iter__(self) -> Iterator[int]:
        """In the order of `BalanceType`."""
        return iter((self.purchases, self.cash_advances, self.balance_transfers))

    def __add__(self, other: "ByType") -> "ByType":
        return ByType(*(one + two for one, two in zip(self, other, strict=True)))

    def __sub__(self, other: "ByType") -> "ByType":
        return ByType(*(one - two for one, two in zip(self, other, strict=True)))

    def plus(self, kind: BalanceType, cents: int) -> "ByType":
        return replace(self, **{kind.value: self[kind] + cents})


NOTHING = ByType()


@dataclass(frozen=True)
class LinePosition:
    """Cents, all zero or more. `principal.total = advanced - paid_principal - written_off`.

    principal  drawn and unpaid; it alone bears interest
    interest   charged at the close of a cycle and unpaid
    unapplied  money beyond all that was owed: a credit balance (12 CFR 1026.11), refundable
    """

    principal: ByType = NOTHING
    interest: ByType = NOTHING
    fees: int = 0
    unapplied: int = 0
    advanced: int = 0
    written_off: int = 0
    paid_principal: int = 0
    paid_interest: int = 0
    paid_fees: int = 0

    @property
    def owed(self) -> int:
        return self.principal.total + self.interest.total + self.fees

    @property
    def balance(self) -> int:
        """What a statement calls the balance; negative is a credit balance."""
        return self.owed - self.unapplied
