"""Terms, privacy, how a payoff is paid: the lender's own words, in versions that never change.

A body is plain text with three marks: a line of `## ` is a heading, lines of `- ` are a list, an
empty line ends a paragraph. Nothing else means anything, so nothing in it can be markup.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import escape

from sqlmodel import Session, col, select

from models.lender import LenderText
from portal_app.routes import LANGUAGES
from services import audit
from services.errors import InvalidInput
from services.lender_settings.changing import locked_row
from services.roles import AgentRole, require
from services.subject import AgentSubject

LONGEST = 40_000
LONGEST_PAYOFF = 800


class TextKind(StrEnum):
    TERMS = "terms"
    PRIVACY = "privacy"
    PAYOFF = "payoff"
    """How a payoff is paid by mail or from a bank: in the dialog and the letter of a quote."""


@dataclass(frozen=True, slots=True)
class Version:
    """`since` is aware, UTC."""

    kind: TextKind
    language: str
    number: int
    since: datetime
    body: str


def versions(session: Session, kind: TextKind, language: str) -> list[Version]:
    """All of them, the newest first; public, as everything here but `publish`."""
    rows = session.exec(
        select(LenderText)
        .where(LenderText.kind == kind.value, LenderText.language == language)
        .order_by(col(LenderText.version).desc())
    )
    return [Version(kind, language, row.version, row.created_at, row.body) for row in rows]


def newest(session: Session, kind: TextKind, language: str) -> Version | None:
    """What counts now; None: the portal's own text does."""
    return next(iter(versions(session, kind, language)), None)


def publish(
    session: Session, agent: AgentSubject, kind: TextKind, language: str, body: str
) -> Version:
    """A new version, shown at once. Raises `NotAllowed`; `InvalidInput` for `language` (`unknown`)
    and `body` (`missing`, `too_long`, `too_long_for_a_letter`, `unchanged`).
    """
    require(agent, AgentRole.ADMINISTRATOR)
    if language not in LANGUAGES:
        raise InvalidInput("language", "unknown")
    clean = cleaned(body)
    if not clean:
        raise InvalidInput("body", "missing")
    if kind is TextKind.PAYOFF and len(clean) > LONGEST_PAYOFF:
        raise InvalidInput("body", "too_long_for_a_letter")
    if len(clean) > LONGEST:
        raise InvalidInput("body", "too_long")
    locked_row(session)  # one after the other: each gets its own number
    present = newest(session, kind, language)
    if present and present.body == clean:
        raise InvalidInput("body", "unchanged")
    number = present.number + 1 if present else 1
    row = LenderText(
        kind=kind.value, language=language, version=number, body=clean, created_by=agent.login_id
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        "lms:settings:text_published",
        actor_login_id=agent.login_id,
        address=agent.address,
        detail=f"{kind.value} ({language}): version {number}, {len(clean)} characters",
    )
    return Version(kind, language, number, row.created_at, clean)


def cleaned(body: str) -> str:
    """Lines without trailing space, no control characters, at most one empty line in a row."""
    lines = [
        "".join(c for c in line if c.isprintable()).rstrip()
        for line in body.replace("\t", " ").splitlines()
    ]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def as_lines(body: str) -> tuple[str, ...]:
    """The text without marks, a line for each heading, paragraph and point of a list."""
    lines: list[str] = []
    for block in _blocks(body):
        match _kind(block[0]):
            case "heading":
                lines.append(block[0][3:])
            case "list":
                lines.extend(f"• {line[2:]}" for line in block)
            case _:
                lines.append(" ".join(block))
    return tuple(lines)


def as_html(body: str) -> str:
    """Headings, lists and paragraphs; every character of the text escaped."""
    return "".join(_block(block) for block in _blocks(body))


def _blocks(body: str) -> list[list[str]]:
    """Lines that belong together: of a paragraph, of a list, or one heading."""
    blocks: list[list[str]] = []
    kind = ""
    for line in body.splitlines():
        before, kind = kind, _kind(line)
        if kind and (kind != before or kind == "heading"):
            blocks.append([line])
        elif kind:
            blocks[-1].append(line)
    return blocks


def _kind(line: str) -> str:
    if line.startswith("## "):
        return "heading"
    if line.startswith("- "):
        return "list"
    return "words" if line else ""


def _block(lines: list[str]) -> str:
    kind = _kind(lines[0])
    if kind == "heading":
        return f"<h2>{escape(lines[0][3:])}</h2>"
    if kind == "list":
        return f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{escape(' '.join(lines))}</p>"
