"""Language and time zone, saved with the login."""

from sqlmodel import Session

from models.customers import Login
from services.errors import InvalidInput
from services.language import LANGUAGES
from services.logins.pending import Visit
from services.profile.noting import note
from services.profile.zones import ZONES
from services.subject import Subject


def choose(session: Session, subject: Subject, language: str, time_zone: str, visit: Visit) -> None:
    """`time_zone`: an IANA name, or "" for the lender's. Raises `InvalidInput` (language, zone)."""
    if language not in LANGUAGES:
        raise InvalidInput("language", "unknown")
    if time_zone and time_zone not in ZONES:
        raise InvalidInput("zone", "unknown")
    login = session.get_one(Login, subject.login_id)
    if login.language != language:
        login.language = language
        note(session, subject, visit, "profile:language_changed", language)
    if (login.time_zone or "") != time_zone:
        login.time_zone = time_zone or None
        note(session, subject, visit, "profile:time_zone_changed", time_zone)
    session.add(login)
