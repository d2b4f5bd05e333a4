"""Texts of the lender's: versions that stay, and nothing in them is markup."""

from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.audit import AuditEntry
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotAllowed
from services.language import use_language
from services.lender_settings.default_texts import default_body
from services.lender_settings.text_pages import text_html
from services.lender_settings.texts import LONGEST, TextKind, as_html, newest, publish, versions
from services.roles import AgentRole
from tests.support.agents import agent_subject

TERMS = TextKind.TERMS


def put(body: str, language: str = "en", kind: TextKind = TERMS) -> int:
    with unit_of_work() as session:
        return publish(session, agent_subject(), kind, language, body).number


def shown(language: str = "en", number: int | None = None) -> str:
    with reading() as session:
        return text_html(session, TERMS, language, number) or ""


def test_marks_make_headings_lists_and_paragraphs() -> None:
    body = "First\nline.\n## Title\n- one\n- two\nAfter.\n\n- three"
    assert as_html(body) == (
        "<p>First line.</p><h2>Title</h2><ul><li>one</li><li>two</li></ul><p>After.</p>"
        "<ul><li>three</li></ul>"
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)


@given(st.text(st.sampled_from("<>&\"'/ab \n#-=!\\`*[]():;"), max_size=60))
def test_nothing_in_a_text_is_markup(body: str) -> None:
    parser = _Tags()
    parser.feed(as_html(body))
    assert parser.tags <= {"p", "h2", "ul", "li"}


def test_versions_stay_and_the_newest_counts(portal_db: Engine) -> None:
    assert shown() == ""
    assert (put("One."), put("Two <b>.")) == (1, 2)
    assert put("Privado.", "es", TextKind.PRIVACY) == 1
    with reading() as session:
        assert [one.number for one in versions(session, TERMS, "en")] == [2, 1]
        assert newest(session, TextKind.PRIVACY, "en") is None
        entries = session.exec(select(AuditEntry.detail)).all()
    assert "terms (en): version 2, 8 characters" in entries
    page = shown()
    assert "<p>Two &lt;b&gt;.</p>" in page
    assert "Version 2, since " in page
    assert '<a class="link" href="?version=1">Version 1, since ' in page
    old = shown(number=1)
    assert "<p>One.</p>" in old
    assert "This is an earlier version." in old
    assert "<p>Two" in shown(number=99)


def test_the_lenders_text_in_another_language_goes_before_the_portals(portal_db: Engine) -> None:
    put("In English.")
    assert '<section class="prose" lang="en"><p>In English.</p></section>' in shown("es")
    put("En español.", "es")
    assert '<section class="prose"><p>En español.</p></section>' in shown("es")


@pytest.mark.parametrize(
    ("language", "body", "problem"),
    [
        ("fr", "Bonjour", "unknown"),
        ("en", " \n\t\u200b ", "missing"),
        ("en", "x" * (LONGEST + 1), "too_long"),
        ("en", "Same.  \n\n\n\nText.", "unchanged"),
    ],
)
def test_what_cannot_be_published(
    portal_db: Engine, language: str, body: str, problem: str
) -> None:
    put("Same.\n\nText.")
    with pytest.raises(InvalidInput) as refused:
        put(body, language)
    assert refused.value.problem == problem


def test_only_administrators_publish(portal_db: Engine) -> None:
    with unit_of_work() as session, pytest.raises(NotAllowed):
        publish(session, agent_subject(AgentRole.SERVICER), TERMS, "en", "Mine.")
    assert shown() == ""


def test_published_at_once_each_gets_its_number(portal_db: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(put, [f"Text {number}." for number in range(8)]))
    assert sorted(numbers) == list(range(1, 9))


@pytest.mark.parametrize("kind", list(TextKind))
def test_the_portals_own_texts_are_in_both_languages(kind: TextKind) -> None:
    bodies = []
    for language in ("en", "es"):
        with use_language(language):
            bodies.append(default_body(kind))
    assert bodies[0] != bodies[1]
    assert as_html(bodies[0]).count("<p>") == as_html(bodies[1]).count("<p>")
