"""A page of the log as its screen shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from portal_app.routes import LMS_AUDIT, LMS_AUDIT_CSV
from services.audit.actions import SOURCES, VERBS
from services.audit.filters import AuditFilter
from services.audit.queries import as_filter, as_query, older_than
from services.audit.search import READERS, EntryView, search
from services.roles import require
from services.subject import AgentSubject
from services.user_agents import browser_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """The search as it was typed, to be shown in its fields again."""

    email: str = ""
    customer: str = ""
    account: str = ""
    action: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """`older`, `newest` and `export` are addresses; "" where there is nothing to go to."""

    asked: Asked = Asked()
    found: tuple[EntryView, ...] = ()
    older: str = ""
    newest: str = ""
    export: str = ""
    filtered: bool = False


def asked_of(query: Mapping[str, str]) -> Asked:
    names = ("email", "customer", "account", "action", "from", "to")
    return Asked(*[str(query.get(name, ""))[:254] for name in names])


def audit_page(session: Session, agent: AgentSubject, query: Mapping[str, str]) -> AuditPage:
    """Raises `NotAllowed`, and `InvalidInput` with the name of the field in the query."""
    require(agent, READERS)
    wanted, before = as_filter(query), older_than(query)
    found = search(session, agent, wanted, before)
    more = as_query(wanted, found.next_before) if found.next_before else ""
    return AuditPage(
        asked=asked_of(query),
        found=tuple(_briefly(entry) for entry in found.entries),
        older=f"{LMS_AUDIT}/{more}" if more else "",
        newest=f"{LMS_AUDIT}/{as_query(wanted)}" if before else "",
        export=f"{LMS_AUDIT_CSV}{as_query(wanted)}",
        filtered=wanted != AuditFilter(),
    )


def _briefly(entry: EntryView) -> EntryView:
    """The browser in words where it is a known one; the export keeps what it called itself."""
    return replace(entry, user_agent=browser_in_words(entry.user_agent) or entry.user_agent)


def choices() -> list[tuple[str, list[str]]]:
    """Beginnings of actions to search by, of each source."""
    return [
        (f"{source}: {words}", [source, *(f"{source}:{subject}" for subject in sorted(VERBS))])
        for source, words in SOURCES.items()
    ]
