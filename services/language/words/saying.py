"""Which function says an error. One without words is a fault, and gets the general sentence."""

from functools import singledispatch

from services.errors import PortalError
from services.language.catalog import gettext as _


@singledispatch
def words(error: Exception) -> str:
    """The error as a sentence or two in the current language."""
    return _(
        "Something went wrong on our side. If you were paying, look at your account"
        " before you try again."
    )


def has_words(error: type[PortalError]) -> bool:
    """Whether `words` knows this error, and not only the general sentence."""
    return words.dispatch(error) is not words.dispatch(Exception)
