"""From a paper to a PDF, by typst: see ADR 0032."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from queue import Empty, Queue

import typst

from services.brand import Brand, palette
from services.brand.stylesheet import LOGO_NAME
from services.errors import Busy
from services.language import _, use_language
from services.lender_settings.logos import stored_logo
from services.pdf.paper import Paper
from services.pdf.printable import FONTS, printable

TEMPLATES = FONTS.parent / "templates"
_AT_ONCE = 2
_LONGEST_WAIT = 20
"""Seconds that a document waits for its turn."""
_OWN_COLOR = "#0e5a45"
"""The design's green, for a lender without a colour."""
_MARK_HEIGHT, _MARK_WIDEST = 28, 160


@lru_cache
def _compilers() -> Queue[typst.Compiler]:
    """One compiler makes one document at a time. No system fonts, no packages, no network."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    nowhere = str(FONTS / "no-packages")
    ready: Queue[typst.Compiler] = Queue()
    for _compiler in range(_AT_ONCE):
        ready.put(
            typst.Compiler(
                root=str(TEMPLATES),
                font_paths=fonts,
                package_path=nowhere,
                package_cache_path=nowhere,
            )
        )
    return ready


def render(template: str, data: Paper, language: str) -> bytes:
    """The PDF of `data` by `templates/<template>.typ`. Raises `Busy` after twenty seconds' wait."""
    with use_language(language):
        words = {"page": _("Page {page} of {pages}")}
    given = json.dumps(_printable(_given(data, language, words)))
    ready = _compilers()
    try:
        compiler = ready.get(timeout=_LONGEST_WAIT)
    except Empty:
        raise Busy from None
    try:
        content = compiler.compile(
            input=str(TEMPLATES / f"{template}.typ"),
            format="pdf",
            sys_inputs={"it": given},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(data.day, time(), UTC),
        )
    finally:
        ready.put(compiler)
    assert isinstance(content, bytes)
    return content


def _given(data: Paper, language: str, words: dict[str, str]) -> dict[str, object]:
    return {
        "title": data.title,
        "day": [data.day.year, data.day.month, data.day.day],
        "foot": data.foot,
        "language": language,
        "words": words,
        "lender": _lender(data.lender),
        "data": {key: value for key, value in asdict(data).items() if key != "lender"},
    }


def _lender(brand: Brand) -> dict[str, object]:
    colors = palette(brand.color or _OWN_COLOR).light
    mark = LOGO_NAME.fullmatch(brand.logo)
    logo = stored_logo(brand.logo) if mark else None
    wide = round(_MARK_HEIGHT * int(mark[1]) / int(mark[2])) if mark else 0
    return {
        "name": brand.name,
        "initial": brand.name.strip()[:1].upper(),
        "phone": brand.support_phone,
        "color": colors.brand,
        "soft": colors.brand_soft,
        "logo": list(logo) if logo else None,
        "logo-width": min(wide, _MARK_WIDEST),
    }


def _printable(value: object) -> object:
    """`value` as JSON has it, with every text in it printable."""
    match value:
        case str():
            return printable(value)
        case date():
            return value.isoformat()
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
    return value
