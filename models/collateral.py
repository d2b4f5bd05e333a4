"""What secures an installment account, and how it is insured."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index
from sqlmodel import Field

from models.base import Table, choice, moment, money
from models.types import Pairs


class CollateralClass(StrEnum):
    VEHICLE = "vehicle"
    REAL_ESTATE = "real_estate"
    CONSUMER = "consumer"
    OTHER = "other"


class Collateral(Table, table=True):
    """Columns of other classes are empty; consumer and other goods are described by `fields`."""

    __tablename__ = "collateral"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(None, "account_id"),
        CheckConstraint("mileage IS NULL OR mileage >= 0", name="mileage_not_negative"),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    kind: CollateralClass = choice(CollateralClass)
    name: str = Field(default="", max_length=120)
    """The lender's own words for it; empty: made of the fields."""

    vin: str = Field(default="", max_length=17)
    year: int | None = None
    make: str = Field(default="", max_length=60)
    model: str = Field(default="", max_length=60)
    trim: str = Field(default="", max_length=60)
    mileage: int | None = None
    """Miles."""
    color: str = Field(default="", max_length=40)
    license_plate: str = Field(default="", max_length=20)

    address: str = Field(default="", max_length=240)
    parcel: str = Field(default="", max_length=60)
    """The assessor's number of the parcel."""
    value: int | None = money(default=None)

    fields: tuple[tuple[str, str], ...] = Field(default=(), sa_column=Column(Pairs, nullable=False))
    """Label and text of each."""

    insurer: str = Field(default="", max_length=120)
    policy_number: str = Field(default="", max_length=60)
    insurer_phone: str = Field(default="", max_length=40)
    deductible: int | None = money(default=None)
    insured_from: date | None = None
    insured_until: date | None = None
    """The last day that is covered."""

    created_at: datetime = moment()
    removed_at: datetime | None = moment(default=None)
