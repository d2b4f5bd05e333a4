"""Phone numbers whose owner has ended our texts."""

from datetime import datetime

from sqlmodel import Field

from models.base import Table, moment


class SmsStop(Table, table=True):
    """STOP came from this number: no servicing texts to it until START does.

    By number, not by customer: that is who may revoke (47 CFR 64.1200(a)(10)), and the number
    keeps its word when it becomes another customer's.
    """

    __tablename__ = "sms_stops"  # pyright: ignore[reportAssignmentType]

    phone: str = Field(max_length=20, primary_key=True)
    """E.164, such as +12025550143."""
    stopped_at: datetime = moment()
