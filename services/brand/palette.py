"""Seven colours from one, each with the contrast that WCAG 2.2 asks for (1.4.3: 4.5 to 1)."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

AA = 4.5
AAA = 7.0
_LIGHT_GROUND = "#f1efe8"
_DARK_GROUND = "#212a25"
_DARK_SURFACE = "#181f1b"
WHITE = "#ffffff"
_BLACK = "#0b0f0d"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Shades:
    """Values of the tokens of the same names (`assets/styles/1-tokens.css`)."""

    brand: str
    brand_hover: str
    brand_ink: str
    brand_soft: str
    on_brand: str
    panel: str


@dataclass(frozen=True, slots=True)
class Palette:
    light: Shades
    dark: Shades
    adjusted: bool
    """The lender's colour was too pale to be read on paper, and was darkened."""


def palette(color: str) -> Palette:
    """`color` is "#rrggbb", else ValueError."""
    if not _HEX.fullmatch(color):
        raise ValueError(f"{color!r} is not a colour such as #0e5a45")
    brand = _until(color.lower(), _LIGHT_GROUND, AA, lighter=False)
    soft = _mix(brand, WHITE, 0.88)
    light = Shades(
        brand=brand,
        brand_hover=_scaled(brand, 0.8),
        brand_ink=_until(brand, soft, AAA, lighter=False),
        brand_soft=soft,
        on_brand=WHITE,
        panel=_until(brand, WHITE, AAA, lighter=False),
    )
    pale = _until(color.lower(), _DARK_GROUND, AA, lighter=True)
    deep = _mix(pale, _DARK_SURFACE, 0.8)
    dark = Shades(
        brand=pale,
        brand_hover=_mix(pale, WHITE, 0.2),
        brand_ink=_until(pale, deep, AAA, lighter=True),
        brand_soft=deep,
        on_brand=_BLACK,
        panel=_until(_scaled(brand, 0.6), WHITE, AAA, lighter=False),
    )
    return Palette(light, dark, adjusted=brand != color.lower())


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two "#rrggbb", 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _scaled(color: str, factor: float) -> str:
    hue, lightness, saturation = rgb_to_hls(*_rgb(color))
    return _hex(hls_to_rgb(hue, min(1.0, lightness * factor), saturation))


def _mix(color: str, ground: str, share: float) -> str:
    """`share` of `ground` in it."""
    pairs = zip(_rgb(color), _rgb(ground), strict=True)
    red, green, blue = (a * (1 - share) + b * share for a, b in pairs)
    return _hex((red, green, blue))


def _until(color: str, ground: str, ratio: float, *, lighter: bool) -> str:
    """`color` in steps of a fiftieth towards white or black until it has `ratio` on `ground`."""
    hue, start, saturation = rgb_to_hls(*_rgb(color))
    end = 1.0 if lighter else 0.0
    for step in range(51):
        lightness = start + (end - start) * step / 50
        tried = _hex(hls_to_rgb(hue, lightness, saturation)) if step else color
        if contrast(tried, ground) >= ratio:
            return tried
    return WHITE if lighter else "#000000"
