"""A page per language: the function is evaluated once for each."""

from collections.abc import Callable
from functools import wraps

from components.ui.parts import Component
from services.language import use_language

Page = Callable[[], Component]


def localized(page: Page, language: str) -> Page:
    """`page` with its texts and links in `language`: `add_page(localized(accounts, "es"), …)`."""

    @wraps(page)
    def in_language() -> Component:
        with use_language(language):
            return page()

    return in_language
