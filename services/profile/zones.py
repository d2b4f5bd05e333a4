"""Time zones that can be chosen, and the one that a login's times are shown in."""

from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.customers import Login
from portal_app.settings import get_settings
from services.subject import Subject

ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
    *("America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"),
    *("Pacific/Guam", "America/Halifax", "America/Toronto", "America/Vancouver"),
    *("America/Mexico_City", "America/Tijuana", "America/Guatemala", "America/Bogota"),
    *("America/Lima", "America/Caracas", "America/Santo_Domingo", "America/Sao_Paulo"),
    *("America/Argentina/Buenos_Aires", "America/Santiago", "Europe/London", "Europe/Madrid"),
    *("Europe/Berlin", "Europe/Athens", "Europe/Kyiv", "Africa/Lagos", "Africa/Cairo"),
    *("Africa/Johannesburg", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata"),
    *("Asia/Dhaka", "Asia/Bangkok", "Asia/Manila", "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo"),
    *("Australia/Perth", "Australia/Sydney", "Pacific/Auckland"),
)
"""IANA names: where borrowers of a lender in the United States live, work and travel."""


def zone_of(session: Session, subject: Subject) -> ZoneInfo:
    """The saved choice, else the lender's."""
    saved = session.get_one(Login, subject.login_id).time_zone
    return ZoneInfo(saved) if saved else get_settings().zone
