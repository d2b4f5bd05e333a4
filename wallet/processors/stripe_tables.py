"""What each key became at Stripe, written down before anything there can move money."""

from datetime import date

from sqlmodel import Field

from wallet.tables import DeclineCode, Kind, WalletTable, enum_column


class StripeCharge(WalletTable, table=True):
    """`intent` is None when Stripe refused the number itself: `decline_code` then says why."""

    __tablename__ = "stripe_charges"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=255)
    kind: Kind = Field(sa_column=enum_column(Kind, check_name="stripe_charge_kind"))
    intent: str | None = Field(default=None, max_length=255, index=True)
    decline_code: DeclineCode | None = Field(
        default=None,
        sa_column=enum_column(DeclineCode, check_name="stripe_charge_decline_code", nullable=True),
    )
    settles_on: date


class StripeAccount(WalletTable, table=True):
    """A bank account that Stripe verifies or has verified; `key` is the payment profile's id."""

    __tablename__ = "stripe_accounts"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=255)
    setup: str = Field(max_length=255)
    customer: str = Field(max_length=255)
    payment_method: str = Field(max_length=255)


class StripeRefund(WalletTable, table=True):
    __tablename__ = "stripe_refunds"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True, max_length=255)
    intent: str = Field(max_length=255)
