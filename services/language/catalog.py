"""Texts: English is the key, every other language is a gettext catalogue in `locale/`.

A page is evaluated once per language inside `use_language`, so that its texts are fixed when it
is compiled; handlers, mails and PDFs set the language of the borrower in the same way.
"""

import gettext as c_gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from portal_app.routes import LANGUAGES

LOCALE_FOLDER = Path(__file__).resolve().parents[2] / "locale"
SOURCE_LANGUAGE = LANGUAGES[0]

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Catalog:
    """`singular` and `plurals` are keyed by English; `plural_form` maps a count to a form."""

    singular: dict[str, str]
    plurals: dict[str, tuple[str, ...]]
    plural_form: Callable[[int], int]


def catalog_path(language: str, folder: Path = LOCALE_FOLDER) -> Path:
    return folder / language / "LC_MESSAGES" / "portal.po"


def read_catalog(path: Path) -> Catalog:
    """Fuzzy and empty entries are left out: their English is shown instead."""
    with path.open("rb") as file:
        messages = read_po(file)
    singular: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in messages:
        if not message.id or message.fuzzy:
            continue
        text = message.string
        if isinstance(message.id, str):
            if isinstance(text, str) and text:
                singular[message.id] = text
        elif isinstance(text, (list, tuple)) and all(text):
            plurals[message.id[0]] = tuple(text)
    return Catalog(singular, plurals, c_gettext.c2py(messages.plural_expr))


@lru_cache
def _catalog(language: str) -> Catalog:
    return read_catalog(catalog_path(language))


def current_language() -> str:
    return _language.get()


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Texts, formats and links inside are in `language`; one that is not offered is English."""
    token = _language.set(language if language in LANGUAGES else SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """The text in the current language. Values go in afterwards: `_("Pay {amount}").format(…)`."""
    language = _language.get()
    if language == SOURCE_LANGUAGE:
        return message
    return _catalog(language).singular.get(message, message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form for `count` in the current language; `count` itself goes in with `.format`."""
    language = _language.get()
    if language != SOURCE_LANGUAGE:
        catalog = _catalog(language)
        forms = catalog.plurals.get(one)
        if forms:
            return forms[catalog.plural_form(abs(count))]
    return one if abs(count) == 1 else many
