"""PDFs that are more than paper are refused, however what they do is written or packed."""

import re
import zlib
from base64 import a85encode
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.content import slices
from services.documents.errors import Unfit
from tests.support.files import docx, pdf
from tests.support.fitness import found, refusal

PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SCRIPT = b"5 0 <</S/JavaScript/JS(app.alert(1))>>"


def packed(content: bytes, how: bytes = b"/Filter/FlateDecode", kind: bytes = b"/ObjStm") -> bytes:
    """A PDF with an object stream."""
    head = b"4 0 obj<</Type%s/N 1/First 4%s/Length %d>>" % (kind, how, len(content))
    return pdf(inside=head + b"stream\n" + content + b"\nendstream endobj\n")


def predicted(content: bytes) -> bytes:
    """As a PNG's rows of four bytes: no name in it stays whole."""
    return b"".join(b"\0" + content[at : at + 4].ljust(4) for at in range(0, len(content), 4))


def feigned_end() -> bytes:
    """Packed bytes that hold `endstream` before the script."""
    pack = zlib.compressobj()
    stored = b"endstream endobj "
    head = b"\x78\x9c\x00" + len(stored).to_bytes(2, "little")
    head += (len(stored) ^ 0xFFFF).to_bytes(2, "little") + stored
    return (
        head
        + (pack.compress(SCRIPT) + pack.flush())[2:-4]
        + zlib.adler32(stored + SCRIPT).to_bytes(4, "big")
    )


def spoilt(content: bytes) -> bytes:
    """Its sum is wrong, which readers forgive."""
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n" + PAGE, Unfit.BROKEN),
        (pdf()[:-10], Unfit.BROKEN),
        (b"%PDF-x" + pdf()[6:], Unfit.BROKEN),
        (pdf(after=b"\n" + PAGE), Unfit.TWO_IN_ONE),
        (pdf(inside=b"%" + PAGE + b"\n"), Unfit.TWO_IN_ONE),
        (pdf(after=docx()), Unfit.TWO_IN_ONE),
        (pdf(inside=docx()), Unfit.TWO_IN_ONE),
        (pdf(inside=b"Rar!\x1a\x07\x00"), Unfit.TWO_IN_ONE),
        (pdf(inside=b"4 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</S/J#61va#53cript/JS(x)>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</S/#4aavaScript/JS(x)>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</S/Launch/F(cmd.exe)>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</XFA 5 0 R>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</Type/EmbeddedFile>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"9 0 obj<</Root 1 0 R/Encrypt 5 0 R>>endobj\n"), Unfit.LOCKED),
        (pdf(inside=b"9 0 obj<</Enc#72ypt<</Filter/Standard>>>>endobj\n"), Unfit.LOCKED),
        (
            pdf(
                inside=b"4 0 obj<</Type/ObjStm/N 1>>stream\n"
                + zlib.compress(b"4 0 <</S/JavaScript/JS(x)>>")
                + b"\nendstream endobj\n"
            ),
            Unfit.ACTIVE,
        ),
        (
            pdf(
                inside=b"4 0 obj<</Type/Obj#53#74m/N 1>>stream\n"
                + zlib.compress(b"4 0 <</S/JavaScript/JS(x)>>")
                + b"\nendstream endobj\n"
            ),
            Unfit.ACTIVE,
        ),
        (
            pdf(
                inside=b"4 0 obj<</Type/ObjStm/N 1%s>>stream\n" % (b" " * 400)
                + zlib.compress(b"4 0 <</S/JavaScript/JS(x)>>")
                + b"\nendstream endobj\n"
            ),
            Unfit.BROKEN,
        ),
        (
            pdf(
                inside=b"4 0 obj<</Type/ObjStm/N 1>>stream\n"
                + zlib.compress(b"\0" * 40_000_000)
                + b"\nendstream endobj\n"
            ),
            Unfit.BOMB,
        ),
    ],
)
def test_a_pdf_that_is_more_than_paper_is_refused(content: bytes, reason: Unfit) -> None:
    assert refusal(content, "a.pdf") is reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        *(
            (pdf(inside=b"4 0 obj<</Type/Action/S/%s/F(x)>>endobj\n" % name), reason)
            for name, reason in (
                (b"GoToR", Unfit.LINKED),
                (b"GoTo#52", Unfit.LINKED),
                (b"GoToE", Unfit.NESTED),
                (b"ImportData", Unfit.LINKED),
                (b"SubmitForm", Unfit.ACTIVE),
                (b"Rendition", Unfit.ACTIVE),
                (b"#52endition", Unfit.ACTIVE),
            )
        ),
        (pdf(inside=b"4 0 obj<</Subtype/FileAttachment/FS 5 0 R>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</EF<</F 5 0 R>>/F(x.exe)>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</#45F 5 0 R/F(x.exe)>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</EF%" + b"x" * 900 + b"\n<</F 5 0 R>>>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</EF" + b" " * 9_000 + b"<</F 5 0 R>>>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</EF" + b"%\n" * 900 + b"<</F 5 0 R>>>>endobj\n"), Unfit.NESTED),
        (pdf(inside=b"4 0 obj<</XFA\0[1]>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"4 0 obj<</X#46A%\n5 0 R>>endobj\n"), Unfit.ACTIVE),
        (pdf(inside=b"9 0 obj<</Encrypt\x005 0 R>>endobj\n"), Unfit.LOCKED),
        (pdf(inside=b"9 0 obj<</Encrypt%x\n5 0 R>>endobj\n"), Unfit.LOCKED),
    ],
)
def test_what_leads_elsewhere_or_carries_files_is_refused(content: bytes, reason: Unfit) -> None:
    assert refusal(content, "a.pdf") is reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed(zlib.compress(SCRIPT)), Unfit.ACTIVE),
        (packed(zlib.compress(SCRIPT), kind=b"/X"), Unfit.ACTIVE),
        (packed(zlib.compress(SCRIPT), kind=b"/Obj%\nStm"), Unfit.ACTIVE),
        (packed(SCRIPT.hex().encode() + b">", b"/Filter/ASCIIHexDecode"), Unfit.ACTIVE),
        (packed(a85encode(SCRIPT) + b"~>", b"/Filter/ASCII85Decode"), Unfit.ACTIVE),
        (
            packed(zlib.compress(SCRIPT).hex().encode(), b"/Filter[/ASCIIHexDecode/FlateDecode]"),
            Unfit.ACTIVE,
        ),
        (
            packed(zlib.compress(zlib.compress(SCRIPT)), b"/Filter[/FlateDecode/FlateDecode]"),
            Unfit.ACTIVE,
        ),
        (
            packed(
                zlib.compress(predicted(SCRIPT)),
                b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>",
            ),
            Unfit.ACTIVE,
        ),
        (packed(zlib.compress(SCRIPT), b"/Filter 9 0 R"), Unfit.ACTIVE),
        (packed(SCRIPT.hex().encode(), b"/Filter/ASCIIHexDecode/X(4 0 obj)"), Unfit.ACTIVE),
        (packed(SCRIPT.hex().encode(), b"/Filter/ASCIIHexDecode%4 0 obj\n"), Unfit.ACTIVE),
        (packed(SCRIPT.hex().encode(), b"/Filter/ASCIIHexDecode" + b" " * 900), Unfit.BROKEN),
        (packed(feigned_end()), Unfit.ACTIVE),
        (packed(spoilt(zlib.compress(SCRIPT))), Unfit.BROKEN),
    ],
)
def test_no_way_of_packing_hides_a_script(content: bytes, reason: Unfit) -> None:
    assert refusal(content, "a.pdf") is reason


@pytest.mark.parametrize(
    "content",
    [
        packed(zlib.compress(b"5 0 <</Type/Font>>")),
        packed(zlib.compress(b"5 0 <</Type/Font>>"), b"/Filter [ /FlateDecode ]/Extends 9 0 R"),
        packed(b"5 0 <</Type/Font>>", b""),
        pdf(inside=b"4 0 obj<</Type/Outlines/First 5 0 R/Last 6 0 R/Count 2>>endobj\n"),
        pdf(inside=b"4 0 obj<</Type/Font/FirstChar 32/LastChar 90>>endobj\n"),
        pdf(inside=b"4 0 obj<</S/URI/URI(https://lender.example)>>endobj\n"),
        pdf(inside=b"4 0 obj<</S/GoTo/D[3 0 R/Fit]>>endobj\n"),
        pdf(inside=b"% 60 % of /EF and /XFA\n"),
    ],
)
def test_paper_is_taken(content: bytes) -> None:
    assert found(content, "a.pdf").kind.value == "pdf"


@given(
    st.lists(st.sampled_from([b"a", b"ab", b"/x", b"/xy", b"\0"]), max_size=40).map(b"".join),
    st.sampled_from([rb"a+?b", rb"/x(?!y)", rb"ab?", rb"/x|a"]),
)
def test_slices_find_what_the_whole_has(content: bytes, pattern: bytes) -> None:
    wanted = [one.span() for one in re.finditer(pattern, content)]
    with mock.patch.multiple(slices, SLICE=7, LONGEST=len(content) + 1):
        found = [one.span() for one in slices.found_in(re.compile(pattern), content)]
    assert found == wanted


def test_a_name_on_the_edge_of_a_slice_is_seen() -> None:
    for shift in range(-30, 3):
        filling = b"%" + b"x" * (slices.SLICE - 200 + shift) + b"\n"
        content = pdf(inside=filling + b"4 0 obj<</S/JavaScript/JS(x)>>endobj\n")
        assert refusal(content, "a.pdf") is Unfit.ACTIVE
