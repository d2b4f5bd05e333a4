"""Categories of merchants in words."""

from collections.abc import Callable

from services.language import _

_WORDS: dict[str, Callable[[], str]] = {
    "cash": lambda: _("Cash"),
    "electronics": lambda: _("Electronics"),
    "gas": lambda: _("Gas"),
    "groceries": lambda: _("Groceries"),
    "health": lambda: _("Health"),
    "home": lambda: _("Home"),
    "other": lambda: _("Other"),
    "pharmacy": lambda: _("Pharmacy"),
    "restaurants": lambda: _("Restaurants"),
    "shopping": lambda: _("Shopping"),
    "subscriptions": lambda: _("Subscriptions"),
    "transport": lambda: _("Transport"),
    "travel": lambda: _("Travel"),
    "utilities": lambda: _("Utilities"),
}


def category_in_words(category: str) -> str:
    """One that is not known here is shown as the wallet sent it."""
    known = _WORDS.get(category)
    return known() if known else category


def categories_called(words: str) -> list[str]:
    """Those whose name in the current language has the words in it."""
    wanted = words.casefold()
    return [category for category, name in _WORDS.items() if wanted in name().casefold()]
