"""Tables for spreadsheets: no cell runs, whatever is in it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.csv_text import csv_pieces, defused


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1", "' =1"),
        ("+1 202 555 0143", "'+1 202 555 0143"),
        ("-5", "-5"),
        ("-5+1", "'-5+1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ('"=1', "'\"=1"),
        ("' =1", "'' =1"),
        ("“=1”", "'“=1”"),
        ("\u3000\u200b=1", "'\u3000\u200b=1"),
        ("\ufeff+1", "'\ufeff+1"),
        ("＝1", "'＝1"),
        ("Café;=1+1", "Café;'=1+1"),
        ('Café; "@x', "Café;' \"@x"),
        ("=1;=2", "'=1;'=2"),
        ("-12.50", "-12.50"),
        ("-12.50 ", "'-12.50 "),
        ('Joe "The Bean" & Co', 'Joe "The Bean" & Co'),
        ("O'Brien; sons - and daughters", "O'Brien; sons - and daughters"),
        ("Ünïcode 🧋", "Ünïcode 🧋"),
        ("a=b", "a=b"),
        ("", ""),
        ("203.0.113.9", "203.0.113.9"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert defused(text) == cell


@given(st.text("=+-@\t\r\n\"'; ,x1", max_size=12))
def test_no_program_finds_a_formula_wherever_it_divides_lines(text: str) -> None:
    told = "".join(csv_pieces(["a", "b"], [[text, "x"]]))
    ((cell, _x),) = list(csv.reader(io.StringIO(told, newline="")))[1:]
    plain = text.removeprefix("-").replace(".", "", 1)
    if plain.isascii() and plain.isdecimal():
        assert cell == text
        return
    for part in cell.split(";"):
        start = part.lstrip(' "\t\r\n')
        assert start[:1] not in tuple("=+-@")
