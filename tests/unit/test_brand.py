"""Any colour that a lender picks can be read, and no name breaks out of the stylesheet."""

import re
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.brand import Brand, palette, stylesheet
from services.brand.palette import contrast

colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(colors)
def test_any_colour_gives_readable_shades(color: str) -> None:
    shades = palette(color)
    for mode, grounds in (
        (shades.light, ("#f7f6f2", "#ffffff", "#f1efe8")),
        (shades.dark, ("#101513", "#181f1b", "#212a25")),
    ):
        assert all(contrast(mode.brand, ground) >= 4.5 for ground in grounds)
        assert contrast(mode.on_brand, mode.brand) >= 4.5
        assert contrast(mode.on_brand, mode.brand_hover) >= 4.5
        assert contrast(mode.brand_ink, mode.brand_soft) >= 4.5
        assert contrast("#ffffff", mode.panel) >= 7
        assert contrast("#c9ddd4", mode.panel) >= 4.5
        assert all(re.fullmatch(r"#[0-9a-f]{6}", shade) for shade in astuple(mode))


def test_a_pale_colour_is_adjusted_and_said_so() -> None:
    assert palette("#ffcc00").adjusted
    assert not palette("#0e5a45").adjusted
    assert palette("#0E5A45").light.brand == "#0e5a45"


@pytest.mark.parametrize("color", ["green", "#fff", "#0e5a45;}", ""])
def test_what_is_no_colour_is_refused(color: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        palette(color)


def read_string(css: str, key: str) -> str:
    """A CSS string as a browser reads it (CSS Syntax 3, 4.3.7)."""
    match = re.search(rf'--lender-{key}:"((?:[^"\\\n]|\\[0-9a-f]{{1,6}} )*)";', css)
    assert match, css
    return re.sub(r"\\([0-9a-f]{1,6}) ", lambda hit: chr(int(hit[1], 16)), match[1])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_no_name_ends_the_string(name: str) -> None:
    css = stylesheet(Brand(name, "1-800-555-0142"))
    assert read_string(css, "name") == name
    assert css.count("{") == css.count("}") == 1 or "{" in name or "}" in name


def test_the_stylesheet_sets_brand_and_lender_only() -> None:
    css = stylesheet(Brand("Juniper Lending", "1-800-555-0142", "#8a1c5b"))
    names = set(re.findall(r"--([a-z-]+):", css))
    assert names == {
        "lender-name",
        "lender-initial",
        "lender-phone",
        "brand",
        "brand-hover",
        "brand-ink",
        "brand-soft",
        "on-brand",
        "panel",
    }
    assert re.sub(r"--[^;]*;", "", css).count("{") == 6
