"""`/brand.css`: what of a page is the lender's and not the portal's (ADR 0018)."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache

from portal_app.routes import BRAND_LOGOS
from services.brand.palette import WHITE, Shades, palette


@dataclass(frozen=True, slots=True)
class Brand:
    """`color` is "#rrggbb"; None keeps the colours of the tokens. `logo` as `is_logo` has it.

    `passkeys`: whether the log-in page offers them; it is prerendered and knows no settings.
    """

    name: str
    support_phone: str
    color: str | None = None
    logo: str = ""
    passkeys: bool = True


LOGO_NAME = re.compile(r"logo-[0-9a-f]{32}-([1-9][0-9]{0,3})x([1-9][0-9]{0,3})\.png")
"""Of the content's hash and its size in pixels, so that its place on a page is known before it."""
_MARK_HEIGHT = 28
_MARK_WIDEST = 140


def is_logo(name: str) -> bool:
    return LOGO_NAME.fullmatch(name) is not None


@lru_cache(maxsize=16)
def stylesheet(brand: Brand) -> str:
    """Custom properties only. The texts are CSS strings, in which nothing can end the string."""
    initial = "" if brand.logo else brand.name.strip()[:1].upper()
    texts = {"name": brand.name, "initial": initial, "phone": brand.support_phone}
    rules = "".join(f"--lender-{key}:{_string(text)};" for key, text in texts.items())
    hidden = "" if brand.passkeys else "--lender-passkeys:none;"
    css = f"html:root{{{rules}{_logo_rules(brand.logo)}{hidden}}}\n"
    if brand.color is None:
        return css
    colors = palette(brand.color)
    light, dark = _rules(colors.light), _rules(colors.dark)
    return (
        f"{css}html:root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{html:root{{{dark}}}}}\n"
        f"html:root.light{{{light}}}\n"
        f"html:root.dark{{{dark}}}\n"
    )


def _logo_rules(logo: str) -> str:
    """On white, which logos are drawn for, in the dark as well; as wide as its shape wants."""
    match = LOGO_NAME.fullmatch(logo)
    if match is None:
        return ""
    wide = round(_MARK_HEIGHT * int(match[1]) / int(match[2]))
    width = min(max(wide, _MARK_HEIGHT), _MARK_WIDEST)
    return (
        f'--lender-logo:url("{BRAND_LOGOS}/{logo}");'
        f"--lender-mark-ground:{WHITE};--lender-mark-width:{width}px;"
    )


def _rules(shades: Shades) -> str:
    return "".join(
        f"--{field.name.replace('_', '-')}:{getattr(shades, field.name)};"
        for field in fields(shades)
    )


def _string(text: str) -> str:
    """A CSS string: all but letters, digits, space and -.,&' as hexadecimal escapes."""
    return (
        '"' + "".join(c if c.isalnum() or c in " -.,&'" else f"\\{ord(c):x} " for c in text) + '"'
    )
