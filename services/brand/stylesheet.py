"""`/brand.css`: what of a page is the lender's and not the portal's (ADR 0018)."""

from dataclasses import dataclass, fields

from services.brand.palette import Shades, palette


@dataclass(frozen=True, slots=True)
class Brand:
    """`color` is "#rrggbb"; None keeps the colours of the tokens."""

    name: str
    support_phone: str
    color: str | None = None


def stylesheet(brand: Brand) -> str:
    """Custom properties only. The texts are CSS strings, in which nothing can end the string."""
    initial = brand.name.strip()[:1].upper()
    texts = {"name": brand.name, "initial": initial, "phone": brand.support_phone}
    rules = "".join(f"--lender-{key}:{_string(text)};" for key, text in texts.items())
    css = f"html:root{{{rules}}}\n"
    if brand.color is None:
        return css
    colors = palette(brand.color)
    light, dark = _rules(colors.light), _rules(colors.dark)
    return (
        f"{css}html:root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{html:root{{{dark}}}}}\n"
        f"html:root[data-theme=light]{{{light}}}\n"
        f"html:root[data-theme=dark]{{{dark}}}\n"
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
