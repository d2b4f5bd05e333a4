"""The sandbox processor's own books, as a real processor keeps its own. No number is in them."""

from datetime import date

from sqlalchemy import BigInteger, Column, false
from sqlmodel import Field

from wallet.tables import ChargeState, DeclineCode, WalletTable, enum_column


class SandboxCharge(WalletTable, table=True):
    """`return_code` is known to the sandbox from the start, and told when the entry returns.

    So is what comes later: on `late_on` it is taken back (`late_code`, if it is a bank's), or, with
    `refunds_fail`, what was refunded of it fails.
    """

    __tablename__ = "sandbox_charges"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=255)
    state: ChargeState = Field(
        sa_column=enum_column(ChargeState, check_name="sandbox_charge_state")
    )
    decline_code: DeclineCode | None = Field(
        default=None,
        sa_column=enum_column(DeclineCode, check_name="sandbox_charge_decline_code", nullable=True),
    )
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    settles_on: date | None = None
    return_code: str | None = Field(default=None, max_length=3)
    late_on: date | None = Field(default=None, index=True)
    late_code: str | None = Field(default=None, max_length=3)
    refunds_fail: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class SandboxRefund(WalletTable, table=True):
    __tablename__ = "sandbox_refunds"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=255)
    charge_key: str = Field(foreign_key="sandbox_charges.key")
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
