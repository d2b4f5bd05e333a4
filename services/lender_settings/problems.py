"""Why a setting cannot be used, for agents."""

from services.errors import InvalidInput

_WORDS = {
    ("name", "missing"): "Give the name that borrowers know you by.",
    ("name", "too_long"): "At most 80 characters.",
    ("name", "not_printable"): "Letters, figures and marks only.",
    ("support_phone", "not_a_phone"): "A phone number such as 1-800-555-0142.",
    ("color", "not_a_color"): "Six hexadecimal digits after #, such as #0e5a45, or nothing.",
    ("methods", "none_offered"): (
        "A second step cannot be required while none is offered: nobody could log in."
    ),
    ("body", "missing"): "Write the text first.",
    ("body", "too_long"): "At most 40,000 characters.",
    ("body", "too_long_for_a_letter"): "At most 800 characters: it has to fit on a letter.",
    ("body", "unchanged"): "This is the text that is shown already. Nothing was published.",
}


def problem_words(error: InvalidInput) -> str:
    return _WORDS.get((error.field, error.problem), "This cannot be used as it is.")
