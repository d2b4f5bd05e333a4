"""What is read of the lender's texts: pages with the newest and the earlier ones, or its lines."""

from html import escape

from sqlmodel import Session

from portal_app.routes import LANGUAGES
from portal_app.settings import get_settings
from services.language import _, current_language, use_language
from services.language.formats import day
from services.lender_settings.default_texts import default_body
from services.lender_settings.texts import (
    TextKind,
    Version,
    as_html,
    as_lines,
    newest,
    versions,
)


def text_html(
    session: Session, kind: TextKind, language: str, number: int | None = None
) -> str | None:
    """HTML of the newest version, or of `number`; every text in it is escaped.

    A lender's text in another language goes before the portal's own in this one: it is what
    counts. None when the lender has published nothing.
    """
    with use_language(language):
        for tried in (language, *(one for one in LANGUAGES if one != language)):
            found = versions(session, kind, tried)
            if found:
                return _page(found, number, tried == language)
    return None


def text_lines(session: Session, kind: TextKind) -> tuple[str, ...]:
    """What counts now, without marks: in the current language, else as the lender has it."""
    own = current_language()
    for tried in (own, *(one for one in LANGUAGES if one != own)):
        found = newest(session, kind, tried)
        if found:
            return as_lines(found.body)
    return as_lines(default_body(kind))


def _page(found: list[Version], number: int | None, own_language: bool) -> str:
    """`found` is not empty, the newest first."""
    shown = next((one for one in found if one.number == number), found[0])
    lang = "" if own_language else f' lang="{shown.language}"'
    above = "" if own_language else _paragraph(_("This text is available in English only."))
    if shown is not found[0]:
        words, newest = escape(_("This is an earlier version.")), escape(_("Read the present one."))
        above += f'<p>{words} <a class="link" href="?">{newest}</a></p>'
    return (
        f'{above}<section class="prose"{lang}>{as_html(shown.body)}</section>'
        f"{_paragraph(_label(shown), 'small faint')}{_earlier(found, shown)}"
    )


def _earlier(found: list[Version], shown: Version) -> str:
    if len(found) == 1:
        return ""
    items = "".join(
        f'<li><a class="link" href="?version={one.number}">{escape(_label(one))}</a></li>'
        for one in found
        if one is not shown
    )
    title = escape(_("Other versions"))
    head = f'<details class="disclosure"><summary>{title}</summary>'
    return f"{head}<ul>{items}</ul></details>"


def _label(version: Version) -> str:
    since = day(version.since.astimezone(get_settings().zone).date())
    return _("Version {number}, since {date}").format(number=version.number, date=since)


def _paragraph(words: str, class_name: str = "") -> str:
    named = f' class="{class_name}"' if class_name else ""
    return f"<p{named}>{escape(words)}</p>"
