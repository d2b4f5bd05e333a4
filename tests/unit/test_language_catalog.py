"""Every text has its Spanish, and a page's language is nobody else's."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.texts import ROOT, english, template, updated
from services.language import _, gettext, href, ngettext, use_language
from services.language.catalog import LANGUAGES, catalog_path, read_catalog

PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def untranslated(folder: Path, language: str) -> set[str]:
    catalog = read_catalog(catalog_path(language))
    return english(template(folder)) - catalog.singular.keys() - catalog.plurals.keys()


@pytest.fixture(params=LANGUAGES[1:])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_text_of_the_code_is_in_the_catalogue(language: str) -> None:
    assert not untranslated(ROOT, language), "run scripts/texts.py and fill in"


def test_a_text_without_translation_is_found(tmp_path: Path, language: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "new.py").write_text(
        '_("Accounts")\n_("Not yet in Spanish")\nngettext("{n} frog", "{n} frogs", 2)\n'
    )
    assert untranslated(tmp_path, language) == {"Not yet in Spanish", "{n} frog"}


def test_the_catalogue_has_no_text_that_the_code_has_lost(language: str) -> None:
    catalog = read_catalog(catalog_path(language))
    assert not (catalog.singular.keys() | catalog.plurals.keys()) - english(template(ROOT))


def test_a_translation_has_the_placeholders_of_its_english(language: str) -> None:
    with catalog_path(language).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    for message in messages:
        original = message.id if isinstance(message.id, str) else message.id[1]
        forms = [message.string] if isinstance(message.string, str) else message.string
        for form in forms or ():
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(original)), original


def test_the_catalogue_is_as_the_script_writes_it(language: str) -> None:
    path = catalog_path(language)
    assert updated(path, template(ROOT)) == (path.read_bytes(), set())


def test_fuzzy_and_empty_entries_stay_english(tmp_path: Path) -> None:
    path = tmp_path / "portal.po"
    path.write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#, fuzzy\nmsgid "Guess"\nmsgstr "Adivinanza"\n\nmsgid "Empty"\nmsgstr ""\n\n'
        'msgid "Kept"\nmsgstr "Conservado"\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\nmsgstr[1] ""\n'
    )
    catalog = read_catalog(path)
    assert catalog.singular == {"Kept": "Conservado"}
    assert catalog.plurals == {}


def test_the_language_ends_with_its_block_even_after_a_fault() -> None:
    def fail_in_spanish() -> None:
        with use_language("es"):
            raise RuntimeError(_("Accounts"))

    with pytest.raises(RuntimeError, match="Cuentas"):
        fail_in_spanish()
    assert _("Accounts") == "Accounts"


def test_an_unknown_language_or_text_is_english() -> None:
    with use_language("tlh"):
        assert gettext("Accounts") == "Accounts"
    with use_language("es"):
        assert gettext("No such text") == "No such text"
        assert ngettext("{n} frog", "{n} frogs", 1) == "{n} frog"
        assert ngettext("{n} frog", "{n} frogs", 0) == "{n} frogs"


@pytest.mark.parametrize(
    ("path", "english", "spanish"),
    [
        ("/accounts", "/accounts/", "/es/accounts/"),
        (
            "/accounts/L-1082/?tab=summary",
            "/accounts/L-1082/?tab=summary",
            "/es/accounts/L-1082/?tab=summary",
        ),
        ("/login#wrong", "/login/#wrong", "/es/login/#wrong"),
        ("/", "/", "/es/"),
    ],
)
def test_links_stay_in_the_language(path: str, english: str, spanish: str) -> None:
    assert href(path) == english
    with use_language("es"):
        assert href(path) == spanish
