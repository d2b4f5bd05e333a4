"""Cards of a line of credit, as the portal knows them: the wallet has the number."""

from enum import StrEnum

from sqlmodel import Field

from models.base import Table, choice


class CardStatus(StrEnum):
    """In the order of PRODUCT.md, 8."""

    ACTIVE = "active"
    ACTIVE_REISSUED = "active_reissued"
    ACTIVE_VIRTUAL_ONLY = "active_virtual_only"
    INACTIVE = "inactive"
    BLOCKED = "blocked"
    STOLEN = "stolen"
    LOST = "lost"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    FROZEN = "frozen"
    PENDING_ACTIVATION = "pending_activation"
    PENDING_EMBOSS = "pending_emboss"


class Card(Table, table=True):
    __tablename__ = "cards"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    wallet_id: str = Field(max_length=64, unique=True)
    """The wallet's id of the card: its swipes name it."""
    brand: str = Field(default="", max_length=30)
    last_four: str = Field(max_length=4)
    expires: str = Field(max_length=7)
    """YYYY-MM."""
    status: CardStatus = choice(CardStatus)
