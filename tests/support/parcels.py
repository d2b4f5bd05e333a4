"""A message on its way, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.messages.parcel import Parcel

CREATED = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)


def parcel(**changes: Any) -> Parcel:
    plain = Parcel(
        id=7,
        recipient="maria@example.com",
        language="en",
        subject="Your code",
        text="Your code is 123456.\n.\n..dots\nñ",
        html="<p>Your code is <b>123456</b>. ñ</p>",
        created_at=CREATED,
        sender_name="Juniper Lending",
        may_repeat=False,
        claimed_until=CREATED + timedelta(seconds=90),
    )
    return replace(plain, **changes)
