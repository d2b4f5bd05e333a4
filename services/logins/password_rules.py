"""Which new passwords are taken (NIST SP 800-63B, 5.1.1.2).

Length counts, composition does not: 8 characters where a second step is asked for (the least that
NIST allows), 15 where the password stands alone (revision 4, 3.1.1.2). What is common, leaked, a
run of keys, or made of the owner's own name is refused; nothing expires. Lists and estimate are
zxcvbn's.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from sqlmodel import Session
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from models.agents import Agent
from models.customers import Customer, Door, Login
from portal_app.settings import get_settings
from services import lender_settings
from services.database import reading
from services.errors import NotLoggedIn, PortalError
from services.logins.passwords import LONGEST, normal
from services.second_steps.policy import steps_for
from services.sessions import which_agent, who_is

WITH_SECOND_STEP = 8
ALONE = 15
FEWEST_GUESSES = 1_000_000
"""Below it an attacker who only has our log-in page may succeed (zxcvbn's second of five steps)."""
_JUDGED = 72
"""Characters that zxcvbn looks at: its time grows faster than their number."""
_OWN_LETTERS = 6
"""Letters and digits that must be left when everything about the owner is taken out."""
_SHORTEST_WORD = 3
_COMMON = frozenset(FREQUENCY_LISTS["passwords"])


class Problem(StrEnum):
    TOO_SHORT = "short"
    TOO_LONG = "long"
    COMMON = "common"
    ABOUT_YOU = "about-you"
    EASY = "easy"


@dataclass
class WeakPassword(PortalError):
    """`shortest`: the fewest characters for this login."""

    problem: Problem
    shortest: int

    @property
    def notice(self) -> str:
        """Name of the notice that says so on a page: `short-15`, `common`."""
        is_short = self.problem is Problem.TOO_SHORT
        return f"{self.problem}-{self.shortest}" if is_short else self.problem


@dataclass(frozen=True)
class Rules:
    """Of one login; `about`: words that stand for its owner or for the lender, lower case."""

    shortest: int
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """`strength` from 0 (guessed at once) to 4 (as good as never)."""

    problem: Problem | None
    strength: int


def rules_for(session: Session, login: Login) -> Rules:
    """`login` may be one that is not stored yet."""
    shortest = WITH_SECOND_STEP if steps_for(session, login).required else ALONE
    host = urlsplit(get_settings().portal_base_url).hostname or ""
    texts = [login.email, lender_settings.current(session).name, host, *_names(session, login)]
    words = {word for text in texts for word in re.findall(r"\w+", _flat(text))}
    return Rules(shortest, tuple(sorted(w for w in words if len(w) >= _SHORTEST_WORD)))


def require_strong(password: str, rules: Rules) -> None:
    """Raises `WeakPassword`."""
    problem = judge(password, rules).problem
    if problem is not None:
        raise WeakPassword(problem, rules.shortest)


def judge(password: str, rules: Rules) -> Judgement:
    """Each Unicode code point is one character, after the normalization that hashing does too."""
    if len(password) > LONGEST:
        return Judgement(Problem.TOO_LONG, 0)
    text = normal(password)
    if len(text) < rules.shortest:
        return Judgement(Problem.TOO_SHORT, 0)
    if _is_common(text):
        return Judgement(Problem.COMMON, 0)
    if _is_about(text, rules.about):
        return Judgement(Problem.ABOUT_YOU, 0)
    found = zxcvbn(text[:_JUDGED], user_inputs=list(rules.about))
    if found["guesses"] < FEWEST_GUESSES:
        return Judgement(Problem.EASY, 1)
    return Judgement(None, max(2, int(found["score"])))


def judged_in_session(token: str, password: str, door: Door) -> tuple[Judgement, Rules]:
    """By the rules of the login behind a session's token. Raises `NotLoggedIn`."""
    who = who_is(token) if door is Door.PORTAL else which_agent(token)
    with reading() as session:
        login = session.get(Login, who.login_id) if who else None
        if login is None:
            raise NotLoggedIn()
        rules = rules_for(session, login)
    return judge(password, rules), rules


def _is_common(text: str) -> bool:
    """In the list of leaked passwords, also with digits and signs around it."""
    lowered = text.lower()
    return lowered in _COMMON or re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lowered) in _COMMON


def _is_about(text: str, about: tuple[str, ...]) -> bool:
    left = _flat(text)
    for word in sorted(about, key=len, reverse=True):
        left = left.replace(word, "")
    return left != _flat(text) and sum(c.isalnum() for c in left) < _OWN_LETTERS


def _flat(text: str) -> str:
    """Lower case without accents: José is jose."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def _names(session: Session, login: Login) -> list[str]:
    customer = session.get(Customer, login.customer_id) if login.customer_id else None
    agent = session.get(Agent, login.agent_id) if login.agent_id else None
    return [customer.first_name, customer.last_name] if customer else [agent.name if agent else ""]
