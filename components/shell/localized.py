"""A page per language, and content in all at once: the function is evaluated for each."""

from collections.abc import Callable
from functools import wraps

import reflex as rx

from components.shell.unstarted import unstarted_bar
from components.ui.parts import Component
from services.language import LANGUAGES, use_language

Page = Callable[[], Component]


def localized(page: Page, language: str) -> Page:
    """`page` with its texts and links in `language`: `add_page(localized(accounts, "es"), …)`."""

    @wraps(page)
    def in_language() -> Component:
        with use_language(language):
            return page()

    return in_language


def in_each_language(page: Page) -> list[Component]:
    """For a page that serves every address; the style sheet shows the language of this one."""

    def whole() -> Component:
        return rx.fragment(unstarted_bar(), page())

    return [
        rx.el.div(localized(whole, language)(), class_name="only", lang=language)
        for language in LANGUAGES
    ]
