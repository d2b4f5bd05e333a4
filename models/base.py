"""What every table shares: one metadata with named constraints, and column helpers."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from models.types import Choice, Money, Rate, UtcDateTime, sorted_by_bytes

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel):
    """Base of all portal tables."""

    metadata = metadata


def utc_now() -> datetime:
    return datetime.now(UTC)


def money(default: int | None = 0, **kwargs: Any) -> Any:
    """A column of integer minor units."""
    return Field(default=default, sa_type=Money, **kwargs)  # pyright: ignore[reportArgumentType, reportCallIssue]


def rate(**kwargs: Any) -> Any:
    """A column of percent a year, exact."""
    return Field(sa_type=Rate, **kwargs)  # pyright: ignore[reportArgumentType, reportCallIssue]


def moment(**kwargs: Any) -> Any:
    """A column of a UTC time; now unless told."""
    if "default" not in kwargs:
        kwargs["default_factory"] = utc_now
    return Field(sa_type=UtcDateTime, **kwargs)  # pyright: ignore[reportArgumentType, reportCallIssue]


def choice(enum: type[StrEnum], **kwargs: Any) -> Any:
    """A column of one of the enum's values."""
    return Field(sa_type=Choice(enum), **kwargs)  # pyright: ignore[reportArgumentType, reportCallIssue]


def key(length: int, *, made_by: Callable[[Any], str] | None = None, **kwargs: Any) -> Any:
    """A text that is looked up by its beginning. `made_by`: the column's default, of its row."""
    if made_by is not None:
        kwargs |= {"default": None, "nullable": False, "sa_column_kwargs": {"default": made_by}}
    return Field(sa_type=sorted_by_bytes(length), **kwargs)  # pyright: ignore[reportArgumentType, reportCallIssue]


__all__ = ["Table", "choice", "key", "metadata", "moment", "money", "rate", "utc_now"]
