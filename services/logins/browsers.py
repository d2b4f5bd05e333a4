"""A log-in from a browser that the login was not used in before: its owner is told.

A browser is known by a token in a cookie of its own, which outlives log-out and opens nothing;
SQL has its hash beside each session that began there.
"""

from datetime import timedelta

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from services import sessions
from services.logins import throttle
from services.logins.pending import LIFE as SIGN_UP
from services.logins.pending import Visit
from services.messages import mail_owner
from services.messages.letters import security
from services.sealing import new_token
from services.user_agents import browser_in_words

LIFE = timedelta(days=400)
"""What browsers keep a cookie at most (RFC 6265bis, 5.5); each log-in renews it."""
MOST_MAILS = 20
"""A day and login: whoever knows the password floods nobody's mail."""


def known_again(session: Session, login: Login, visit: Visit, *, is_told: bool) -> str:
    """The token that the browser is to keep; mails the owner when the login is new to it.

    `is_told`: the owner hears of this visit anyway, or has called the browser trusted. Called
    before the session starts.
    """
    seen_by = sessions.logins_of_browser(session, visit.browser)
    if login.id not in seen_by and not is_told and not _has_just_signed_up(session, login):
        _tell(session, login, visit)
    return visit.browser if seen_by else new_token()


def _has_just_signed_up(session: Session, login: Login) -> bool:
    """The mail about the new login is on its way; nobody has used it yet."""
    is_new = utc_now() - login.created_at < SIGN_UP
    return is_new and not sessions.has_begun(session, login.id or 0)


def _tell(session: Session, login: Login, visit: Visit) -> None:
    factor = 10 if throttle.is_wide(visit.address) else 1
    what = f"new browser {login.id}"
    if throttle.is_first(session, what, MOST_MAILS * factor, timedelta(days=1)):
        browser = browser_in_words(visit.user_agent)
        mail_owner(session, login, security.new_device(utc_now(), browser, visit.address))
