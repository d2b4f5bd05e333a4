"""Light or dark, and the page in the other language: at the end of every page."""

from reflex_base.components.component import field as prop
from reflex_components_core.el.elements.base import BaseHTML

from components.ui.parts import Component, Var
from components.ui.select import option
from portal_app.routes import in_language
from services.language import LANGUAGES, _, current_language, use_language


class ThemeSelect(BaseHTML):
    """`assets/js/theme.js`."""

    library = "$/public/js/theme.js"
    tag = "ThemeSelect"


class LanguageLink(BaseHTML):
    """`assets/js/language.js`."""

    library = "$/public/js/language.js"
    tag = "LanguageLink"

    from_: Var[str] = prop(doc="Prefix of the page's own language.")
    to: Var[str] = prop(doc="Prefix of the other one.")
    href_lang: Var[str] = prop(doc="The other language.")


def theme_select() -> Component:
    """Hidden until its script runs: without one the device decides."""
    return ThemeSelect.create(
        option(_("Match device"), "system"),
        option(_("Light"), "light"),
        option(_("Dark"), "dark"),
        class_name="theme",
        custom_attrs={"aria-label": _("Appearance")},
    )


def language_links() -> list[Component]:
    """One for each other language, in that language."""
    return [_link(language) for language in LANGUAGES if language != current_language()]


def _link(language: str) -> Component:
    with use_language(language):
        name = _("English")
    return LanguageLink.create(
        name,
        from_=in_language("", current_language()),
        to=in_language("", language),
        href_lang=language,
        lang=language,
    )
