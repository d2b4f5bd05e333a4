"""Documents of an account. Their contents lie in the storage, under a random name."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.base import Table, choice, moment


class DocumentSection(StrEnum):
    """Shown in the order of their values, which an index serves."""

    AGREEMENT = "agreement"
    INSURANCE = "insurance"
    LETTER = "letter"
    OTHER = "other"
    TAX = "tax"
    UPLOAD = "upload"
    """What borrowers add."""


class DocumentKind(StrEnum):
    """What a file was found to be by its content."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    HEIC = "heic"
    DOCX = "docx"
    XLSX = "xlsx"
    TXT = "txt"
    CSV = "csv"


class AddedBy(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"


class Document(Table, table=True):
    """A deleted one keeps its row, without the file: quotas and the audit log count it."""

    __tablename__ = "documents"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            None,
            "account_id",
            "section",
            "id",
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(None, "login_id", "created_at"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=32, unique=True)
    """Random: its name in the storage and in addresses."""
    account_id: int = Field(foreign_key="accounts.id")
    section: DocumentSection = choice(DocumentSection)
    name: str = Field(max_length=120)
    """For display only."""
    kind: DocumentKind = choice(DocumentKind)
    size: int
    """Bytes."""
    sha256: str = Field(max_length=64)
    added_by: AddedBy = choice(AddedBy)
    login_id: int | None = Field(default=None, foreign_key="logins.id")
    """Of who added it; None: the lender's own systems."""
    customer_id: int | None = Field(default=None, foreign_key="customers.id")
    """Whose upload it is; None: the lender's."""
    visible: bool = True
    created_at: datetime = moment()
    deleted_at: datetime | None = moment(default=None)
