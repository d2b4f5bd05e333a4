"""Expected failures in words: what happened, what was not done, what to do next.

One function per error, in the module of its field, so that nothing else knows texts.
"""

from services.language.words import (
    access,
    accounts,
    amounts,
    disputes,
    documents,
    general,
    payment_methods,
    payments,
)
from services.language.words.saying import has_words, words

__all__ = [
    "access",
    "accounts",
    "amounts",
    "disputes",
    "documents",
    "general",
    "has_words",
    "payment_methods",
    "payments",
    "words",
]
