"""The one look of every mail, as HTML and as plain text, in the lender's name and colour."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.brand import Brand, palette
from services.language import _
from services.messages.letter import Letter

TEMPLATES = Path(__file__).with_name("templates")
OWN_COLOR = "#0e5a45"
"""`--brand` of assets/styles/1-tokens.css."""


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def as_html(letter: Letter, lender: Brand, language: str) -> str:
    """One file without anything from elsewhere: no picture, no script, no stylesheet."""
    colors = palette(lender.color or OWN_COLOR)
    return _filled("letter.html", letter, lender, language=language, colors=colors)


def as_text(letter: Letter, lender: Brand) -> str:
    return _filled("letter.txt", letter, lender).strip()


def _filled(name: str, letter: Letter, lender: Brand, **values: object) -> str:
    return (
        _environment()
        .get_template(name)
        .render(
            letter=letter,
            lender=lender,
            instead=_("If the button does not work, open this address:"),
            questions=_("Questions? Call {phone}.").format(phone=lender.support_phone),
            automatic=_("This mail was sent automatically. Nobody reads answers to it."),
            **values,
        )
    )
