"""Tokens can be read in light and in dark, and nothing else holds a colour."""

import re
from pathlib import Path

import pytest

from services.brand.palette import contrast

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "assets/styles/1-tokens.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
MODES = {"light": 1, "dark": 2}
COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!-)|\b(?:rgb|hsl|oklch)a?\(")
GROUNDS = ("paper", "surface", "sunken")


def tokens(mode: str) -> dict[str, str]:
    found = {match[1]: match[MODES[mode] + 1] for match in PAIR.finditer(TOKENS)}
    return {**found, "on-panel": "#ffffff", "on-panel-2": "#c9ddd4"}


TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "brand") for ground in GROUNDS],
    *[(tone, f"{tone}-soft") for tone in ("ok", "warn", "bad", "info")],
    *[(ink, f"{tone}-soft") for tone in ("ok", "warn", "bad", "info") for ink in ("ink", "ink-2")],
    ("ink", "brand-soft"),
    ("ink-3", "brand-soft"),
    ("brand-ink", "brand-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("on-ink", "ink"),
    ("on-ink", "ink-hover"),
    ("on-bad", "bad"),
    ("bad", "surface"),
    ("on-panel", "panel"),
    ("on-panel-2", "panel"),
]
SHAPES = [
    *[("field-line", ground) for ground in (*GROUNDS, "brand-soft")],
    *[(f"c-{part}", "surface") for part in ("principal", "interest", "fees", "balance")],
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_contrast(mode: str, ink: str, ground: str) -> None:
    assert contrast(tokens(mode)[ink], tokens(mode)[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_and_lines_have_contrast(mode: str, shape: str, ground: str) -> None:
    assert contrast(tokens(mode)[shape], tokens(mode)[ground]) >= 3


def colored_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if COLOR.search(line)]


def test_colours_stand_in_the_tokens_only() -> None:
    styles = [path for path in (ROOT / "assets/styles").glob("*.css") if "tokens" not in path.name]
    code = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "components").rglob("*.py")]
    for path in [*styles, *code]:
        assert not colored_lines(path.read_text()), path


@pytest.mark.parametrize("line", ['color="#0e5a45"', "color: rgb(1 2 3 / 4%);", "fill: #fff;"])
def test_a_planted_colour_is_found(line: str) -> None:
    assert colored_lines(line)


def test_every_variable_in_use_is_a_token() -> None:
    styles = "".join(path.read_text() for path in (ROOT / "assets/styles").glob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)\)", styles))
    defined = set(re.findall(r"(--[\w-]+):", TOKENS))
    lender = {"--lender-name", "--lender-initial", "--lender-phone"}
    assert used - defined == lender
