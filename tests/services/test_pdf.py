"""Documents: tagged, fonts inside, the same bytes for the same paper, and text stays text."""

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal_app.settings import get_settings
from services.brand import Brand
from services.lender_settings.logos import keep_logo
from services.pdf import Fact, Hero, Letter, Part, Table, render
from services.pdf.printable import covered, printable

LENDER = Brand("Juniper Lending", "1-800-555-0142")
LETTER = Letter(
    title="Payoff quote",
    day=date(2026, 12, 1),
    lender=LENDER,
    foot="Personal loan L-1082",
    to=("María Reyes", "12 Main St"),
    dated="December 1, 2026",
    lead="This pays it off.",
    hero=Hero("Payoff amount", "$9,214.06", "Good through Dec 1, 2026"),
    facts=(Fact("Principal", "$9,000.00"), Fact("Payoff", "$9,214.06", strong=True)),
    parts=(
        Part(
            "By month",
            table=Table(
                ("Date", "What", "Interest"),
                tuple((f"2026-{month:02}", "Payment", f"${month}.00") for month in range(1, 13)),
                ("Total", "", "$78.00"),
                words=2,
            ),
        ),
    ),
    notes=("Small print.",),
)


def asked(program: str, content: bytes, tmp_path: Path, *options: str) -> str:
    file = tmp_path / "asked.pdf"
    file.write_bytes(content)
    command = [program, *options, str(file), *(["-"] if program == "pdftotext" else [])]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_is_tagged_titled_and_has_its_fonts_inside(tmp_path: Path) -> None:
    content = render("letter", LETTER, "es")
    facts = dict(
        line.split(":", 1) for line in asked("pdfinfo", content, tmp_path).splitlines() if line
    )
    assert facts["Tagged"].strip() == "yes"
    assert facts["Title"].strip() == "Payoff quote"
    assert facts["Author"].strip() == "Juniper Lending"
    assert "Dec  1 00:00:00 2026" in facts["CreationDate"]
    assert b"/Lang(es-US)" in content
    fonts = [line.split() for line in asked("pdffonts", content, tmp_path).splitlines()[2:]]
    assert {line[0].split("+")[1] for line in fonts} == {"Inter-Regular", "Inter-SemiBold"}
    assert all(line[-5] == "yes" for line in fonts), "embedded"


def test_it_reads_in_order(tmp_path: Path) -> None:
    words = asked("pdftotext", render("letter", LETTER, "en"), tmp_path, "-layout")
    expected = [
        *("María Reyes", "December 1, 2026", "Payoff quote", "This pays it off", "$9,214.06"),
        *("Good through", "Principal", "By month", "2026-01", "2026-12", "Total", "Small print"),
        "Page 1 of 1",
    ]
    assert [words.index(part) for part in expected] == sorted(words.index(p) for p in expected)
    (total,) = (line.split() for line in words.splitlines() if line.strip().startswith("Total"))
    assert total == ["Total", "$78.00"]
    assert "Página 1 de 1" in asked("pdftotext", render("letter", LETTER, "es"), tmp_path)


def test_tables_have_header_cells(tmp_path: Path) -> None:
    tags = asked("pdfinfo", render("letter", LETTER, "en"), tmp_path, "-struct")
    kinds = [line.split()[0].rstrip(":") for line in tags.splitlines() if line.strip()]
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("TD")) == (1, 3, 39)
    assert (kinds.count("H1"), kinds.count("H2")) == (1, 1)


def test_the_same_paper_gives_the_same_bytes() -> None:
    once = render("letter", LETTER, "en")
    other = render("letter", replace(LETTER, title="Other"), "en")
    assert once == render("letter", LETTER, "en") != other


@given(
    words=st.text(min_size=1, max_size=40)
    | st.sampled_from(
        ["#panic()", "*a* _b_ `c`", '"); #read("/etc/passwd")', "$ x $", "@ref <label>", "\\u{1}"]
    )
)
@settings(max_examples=60, deadline=None)
def test_text_stays_text(words: str) -> None:
    """Whatever is in it is drawn as it is: no markup, no code, nothing that ends the document."""
    render("letter", replace(LETTER, title=words or "x", to=(words,), lead=words), "en")


@pytest.mark.parametrize(
    "words", ['#panic("x") *bold* _it_', '"#{sys.inputs}"', "= Title", "- item", "https://a.b"]
)
def test_markup_is_shown_as_typed(words: str, tmp_path: Path) -> None:
    content = render("letter", replace(LETTER, lead=words), "en")
    assert words in asked("pdftotext", content, tmp_path, "-layout")
    assert b"/URI" not in content


def test_masked_numbers_and_hyphens_read_as_typed(tmp_path: Path) -> None:
    paper = replace(LETTER, facts=(Fact("From", "Visa ····4242"), Fact("Number", "L-1082")))
    said = asked("pdftotext", render("letter", paper, "en"), tmp_path, "-layout")
    assert "Visa ····4242" in said
    assert "L-1082\n" in said


def test_every_covered_character_has_a_shape() -> None:
    """PDF/UA refuses a character without one: this would raise."""
    render("letter", replace(LETTER, lead="".join(sorted(covered()))), "en")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoë Ångström", "Zoë Ångström"),
        ("e\u0301", "é"),
        ("a\u202eb\x00c\u200bd", "a b c d"),
        ("ﬁ Ａ", "fi A"),
        ("王 😀", "? ?"),
        ("one\r\ntwo", "one\ntwo"),
        ("\ud800", " "),
    ],
)
def test_what_the_fonts_lack(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_the_lenders_logo_and_color(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    picture = BytesIO()
    Image.new("RGB", (240, 60), "#aa3355").save(picture, "PNG")
    logo = keep_logo(picture.getvalue())
    pale = Brand("Acme", "1-800-555-0199", "#ffee88", logo)
    content = render("letter", replace(LETTER, lender=pale), "en")
    get_settings.cache_clear()
    assert "Acme" in asked("pdftotext", content, tmp_path)
    assert b"/Subtype/Image" in content


def test_a_logo_that_is_gone_is_the_first_letter() -> None:
    gone = Brand("Acme", "1-800-555-0199", None, f"logo-{'0' * 32}-40x40.png")
    assert render("letter", replace(LETTER, lender=gone), "en").startswith(b"%PDF-1.7")


def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),))
