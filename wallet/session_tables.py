"""The session of a frame: who may type what into it, and what came of it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field

from wallet.column_types import utc_now
from wallet.tables import WalletTable, enum_column, time_column


class Purpose(StrEnum):
    ADD_PAYMENT_METHOD = "add_payment_method"
    SHOW_CARD_NUMBER = "show_card_number"
    ACTIVATE_CARD = "activate_card"


class WalletSession(WalletTable, table=True):
    """`bound_to` is the portal's keyed hash of the login session; of ticket and token only SHA-256.

    `expires_at` is when its token ends; before the ticket is exchanged, the latest that can be.
    """

    __tablename__ = "wallet_sessions"  # pyright: ignore[reportAssignmentType]

    id: str = Field(primary_key=True, max_length=64)
    purpose: Purpose = Field(sa_column=enum_column(Purpose, check_name="wallet_session_purpose"))
    bound_to: str = Field(max_length=64)
    reference: str = Field(index=True, max_length=64)
    language: str = Field(max_length=2)
    lender: str = Field(max_length=100)
    accent: str | None = Field(default=None, max_length=7)
    kinds: str = Field(max_length=16)
    ticket_hash: str = Field(repr=False, max_length=64)
    ticket_expires_at: datetime = Field(sa_column=time_column())
    used_at: datetime | None = Field(default=None, sa_column=time_column(nullable=True))
    token_hash: str | None = Field(default=None, repr=False, max_length=64)
    expires_at: datetime = Field(sa_column=time_column(index=True))
    tries: int = 0
    payment_profile_id: str | None = Field(default=None, foreign_key="payment_profiles.id")
    created_at: datetime = Field(default_factory=utc_now, sa_column=time_column())
