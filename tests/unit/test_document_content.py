"""What a file is by its content, and which are refused: hostile ones are made here."""

import struct
import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.documents.content import MOST_BYTES
from services.documents.content import office as office_checks
from services.documents.errors import Unfit, UnfitFile
from tests.support.files import (
    DOCX,
    GOOD,
    RELS,
    XLSX,
    box,
    docx,
    heic,
    huge_jpeg,
    huge_png,
    office,
    pdf,
    picture,
)
from tests.support.fitness import found, refusal

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
OUTSIDE = '<Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="External"/>'
DISGUISED = (
    '<Relationship Type="http://x/image" Target="file://e/x" TargetMode="&#69;xternal"/>',
    '<Relationship Type="http://x/image" Target="file://e/x" TargetMode="&#x00045;xternal"/>',
    '<Relationship Id="Type=\'x/hyperlink\'" Type="http://x/image" TargetMode="External"/>',
    '<Relationship Type="http://x/image" type="x/hyperlink" TargetMode="External"/>',
    '<a-b:Relationship Type="http://x/image" TargetMode = "External"/>',
)
"""Relations that an XML reader takes for links outside, and that do not look like it."""
INSIDE = (
    '<Relationship Type="http://x/relationships/aFChunk" Target="a.htm"/>',
    '<Relationship Type="http://x/relationships/aFChun&#107;" Target="a.htm"/>',
    '<Relationship Type="http://x/relationships/oleObject" Target="a.bin"/>',
)
"""Relations to whole other files (a web page as a part of a letter)."""


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_known_by_its_content(name: str) -> None:
    one = found(GOOD[name], name)
    assert (one.name, one.size) == (name, len(GOOD[name]))
    assert one.kind.value in {name.rpartition(".")[2].replace("jpg", "jpeg")}


def test_a_wrong_ending_is_put_right() -> None:
    assert found(pdf(), "scan.txt").name == "scan.pdf"
    assert found(pdf(), "scan").name == "scan.pdf"
    assert found(heic(), "IMG_1.JPG").name == "IMG_1.heic"
    assert found(pdf(), "v1.2 final").name == "v1.2 final.pdf"
    assert found(b"a,b\n", "x.CSV").name == "x.csv"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.pdf", Unfit.EMPTY),
        (PAGE, "a.pdf", Unfit.WEB_PAGE),
        (PAGE, "a.txt", Unfit.WEB_PAGE),
        (b"\xef\xbb\xbf  " + PAGE, "a.csv", Unfit.WEB_PAGE),
        (PAGE.decode().encode("utf-16"), "a.txt", Unfit.WEB_PAGE),
        (b"hello " * 400_000 + PAGE, "a.txt", Unfit.WEB_PAGE),
        (b"x" * (1_048_576 - 4) + b"<script>", "a.txt", Unfit.WEB_PAGE),
        (SVG, "a.png", Unfit.WEB_PAGE),
        (b"<?xml version='1.0'?>" + SVG, "a.jpg", Unfit.WEB_PAGE),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", Unfit.TWO_IN_ONE),
        (b"{\\rtf1}", "a.txt", Unfit.TWO_IN_ONE),
        (b"MZ\x90\x00\x03", "a.pdf", Unfit.KIND),
        (b"\x7fELF\x02\x01", "a.txt", Unfit.KIND),
        (picture("GIF"), "a.png", Unfit.KIND),
        (b"plain words", "a.pdf", Unfit.KIND),
        (b"plain words", "a", Unfit.KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", Unfit.LOCKED),
        (b"\0" * (MOST_BYTES + 1), "a.pdf", Unfit.TOO_BIG),
    ],
)
def test_what_is_none_of_them_is_refused(content: bytes, name: str, reason: Unfit) -> None:
    assert refusal(content, name) is reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (huge_png(50_000, 50_000), Unfit.PIXELS),
        (huge_png(40_000, 1), Unfit.PIXELS),
        (huge_png(0, 5), Unfit.BROKEN),
        (huge_png(2**32 - 1, 2**32 - 1), Unfit.PIXELS),
        (huge_jpeg(65_500, 65_500), Unfit.PIXELS),
        (heic(60_000, 60_000), Unfit.PIXELS),
        (picture("PNG")[:-12], Unfit.BROKEN),
        (picture("PNG")[:20], Unfit.BROKEN),
        (picture("PNG") + PAGE, Unfit.TWO_IN_ONE),
        (picture("PNG") + docx(), Unfit.TWO_IN_ONE),
        (picture("JPEG")[:200], Unfit.BROKEN),
        (picture("JPEG") + docx(), Unfit.TWO_IN_ONE),
        (picture("JPEG") + PAGE, Unfit.TWO_IN_ONE),
        (picture("JPEG")[:2] + b"\xff\xfe\x00\x0a%PDF-1.4" + picture("JPEG")[2:], Unfit.TWO_IN_ONE),
        (b"\xff\xd8\xff", Unfit.BROKEN),
        (heic(brand=b"avif"), Unfit.KIND),
        (heic() + PAGE, Unfit.BROKEN),
        (heic()[:-5], Unfit.BROKEN),
        (box(b"ftyp", b"heic", b"\0" * 4, b"heic") + box(b"mdat", b"\0" * 64), Unfit.BROKEN),
    ],
)
def test_a_picture_that_is_more_than_a_picture_is_refused(content: bytes, reason: Unfit) -> None:
    assert refusal(content, "a.png") is reason


def test_what_phones_put_behind_a_picture_may_stay() -> None:
    motion = picture("JPEG") + box(b"ftyp", b"mp42", b"\0" * 8) + b"\x01" * 5_000
    assert found(motion, "MVIMG.jpg").kind.value == "jpeg"


def bomb_beside(**more: bytes) -> bytes:
    return docx(**more)


def overlapping() -> bytes:
    """Two names for the same packed bytes."""
    content = bytearray(office(DOCX, **{"word/a.xml": "x" * 50, "word/b.xml": "x" * 50}))
    end = content.rindex(b"PK\x05\x06")
    first = content.index(b"PK\x01\x02", 0)
    places = []
    at = first
    while at < end:
        length = sum(struct.unpack_from("<3H", content, at + 28))
        places.append(at)
        at += 46 + length
    content[places[-1] + 42 : places[-1] + 46] = content[places[-2] + 42 : places[-2] + 46]
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(docx())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def traversing() -> bytes:
    return docx(**{"word/../../../etc/passwd": "x"})


def many() -> bytes:
    return office({**DOCX, **{f"word/{n}.xml": "" for n in range(office_checks.MOST_ENTRIES)}})


def twice() -> bytes:
    out = BytesIO(docx())
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


def lying() -> bytes:
    """It says that it unpacks to ten bytes."""
    content = bytearray(docx(**{"word/media/z.xml": b"\0" * 30_000_000}))
    at = content.rindex(b"word/media/z.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(content)


def stored_inside(content: bytes) -> bytes:
    out = BytesIO(docx())
    with ZipFile(out, "a", ZIP_STORED) as archive:
        archive.writestr(ZipInfo("word/media/image1.png"), content)
    return out.getvalue()


def runs(*texts: str, filling: int = 0) -> str:
    """A field code cut in pieces, each in a run of its own; `filling` bytes between two."""
    run = "<w:r><w:instrText xml:space='preserve'>{}</w:instrText></w:r>" + "<w:p/>" * filling
    return "".join(run.format(one) for one in texts)


@pytest.mark.parametrize(
    "words", [" DATE ", "MERGEFIELD Added", "ADDED", "PAGE", "INDEX \\d D", "MERGEFIELD ddef"]
)
def test_honest_fields_are_taken(words: str) -> None:
    assert found(docx(**{"word/a.xml": runs(*words)}), "a.docx").kind.value == "docx"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (office({"a.txt": "x"}), Unfit.KIND),
        (office({**DOCX, **XLSX}), Unfit.KIND),
        (docx(**{"META-INF/MANIFEST.MF": "Main-Class: x"}), Unfit.TWO_IN_ONE),
        (PAGE + docx(), Unfit.WEB_PAGE),
        (docx() + PAGE, Unfit.TWO_IN_ONE),
        (docx()[:-30], Unfit.BROKEN),
        (docx(**{"word/vbaProject.bin": b"x"}), Unfit.ACTIVE),
        (docx(**{"word/activeX/activeX1.bin": b"x"}), Unfit.ACTIVE),
        (docx(**{"xl/macrosheets/sheet1.xml": b"x"}), Unfit.ACTIVE),
        (
            docx(**{"[Content_Types].xml": "<Types><x C='x.macroEnabled.y'/></Types>"}),
            Unfit.ACTIVE,
        ),
        (
            docx(**{"word/document.xml": "<w:instrText> DDEAUTO c:\\cmd.exe</w:instrText>"}),
            Unfit.ACTIVE,
        ),
        (docx(**{"word/a.xml": runs("D", "DEAU", "TO c:\\cmd.exe")}), Unfit.ACTIVE),
        (docx(**{"word/a.xml": runs("D", "D", "E", filling=70_000)}), Unfit.ACTIVE),
        (docx(**{"word/embeddings/oleObject1.bin": b"x"}), Unfit.NESTED),
        *((docx(**{"word/_rels/a.rels": RELS.format(one)}), Unfit.NESTED) for one in INSIDE),
        (docx(**{"word/media/a.png": b"{\\rtf1 x}"}), Unfit.NESTED),
        (docx(**{"word/a.xml": runs(" INCLUDE", "PICTURE http://e/x ")}), Unfit.LINKED),
        (docx(**{"word/a.xml": runs("INCLUDETEXT \\\\e\\x")}), Unfit.LINKED),
        (docx(**{"xl/a.xml": "<f>_xlfn.WEBSERVICE(A1)</f>"}), Unfit.LINKED),
        (stored_inside(docx()), Unfit.NESTED),
        (stored_inside(b"MZ\x90"), Unfit.NESTED),
        (stored_inside(b"\x1f\x8b\x08"), Unfit.NESTED),
        (
            docx(
                **{
                    "word/_rels/a.rels": RELS.format(
                        OUTSIDE.format("attachedTemplate", "http://e/x")
                    )
                }
            ),
            Unfit.LINKED,
        ),
        (
            docx(**{"word/_rels/a.rels": RELS.format(OUTSIDE.format("image", "file://e/x"))}),
            Unfit.LINKED,
        ),
        *((docx(**{"word/_rels/a.rels": RELS.format(one)}), Unfit.LINKED) for one in DISGUISED),
        (docx(**{"word/a.xml": "<w:instrText>&#x44;&#068;EAUTO x</w:instrText>"}), Unfit.ACTIVE),
        (docx(**{"xl/a.xml": "<a-b:ddeLink ddeService='cmd'/>"}), Unfit.ACTIVE),
        (docx(**{"word/a.xml": b"<x/>" * 800_000}), Unfit.BOMB),
        (docx(**{"word/media/z.bin": b"\0" * 200_000_000}), Unfit.BOMB),
        (docx(**{"word/a.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), Unfit.BOMB),
        (docx(**{"word/a.xml": "<!DOCTYPE x>".encode("utf-16")}), Unfit.BROKEN),
    ],
)
def test_an_office_file_that_acts_or_swells_is_refused(content: bytes, reason: Unfit) -> None:
    assert refusal(content, "a.docx") is reason


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (overlapping, Unfit.BOMB),
        (encrypted, Unfit.LOCKED),
        (traversing, Unfit.BROKEN),
        (many, Unfit.BOMB),
        (twice, Unfit.TWO_IN_ONE),
        (lying, Unfit.BOMB),
    ],
)
def test_a_directory_that_lies_is_refused(make, reason: Unfit) -> None:
    assert refusal(make(), "a.docx") in (reason, Unfit.BROKEN)


def test_much_honest_content_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    link = RELS.format(OUTSIDE.format("hyperlink", "https://lender.example"))
    assert found(docx(**{"word/_rels/document.xml.rels": link}), "a.docx").kind.value == "docx"
    monkeypatch.setattr(office_checks, "MOST_UNPACKED", 1_000)
    assert refusal(office(XLSX), "a.xlsx") is Unfit.BOMB


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/passwd.pdf", Unfit.NAME),
        ("..\\windows\\x.pdf", Unfit.NAME),
        ("/etc/x.pdf", Unfit.NAME),
        ("invoice\u202efdp.exe", Unfit.NAME),
        ("invoice\u202efdp.pdf", Unfit.NAME),
        ("a\u200f.pdf", Unfit.NAME),
        ("a\x00.pdf", Unfit.NAME),
        ("a\r\nb.pdf", Unfit.NAME),
        ("a%0D%0Ab.pdf", Unfit.NAME),
        ("\ud800.pdf", Unfit.NAME),
        ("", Unfit.NAME),
        ("...", Unfit.NAME),
        (None, Unfit.NAME),
        (7, Unfit.NAME),
        ("x" * 500 + ".pdf", Unfit.NAME),
        ("invoice.pdf.exe", Unfit.PROGRAM),
        ("invoice.html.pdf", Unfit.PROGRAM),
        ("invoice.js.pdf", Unfit.PROGRAM),
        ("drawing.svg", Unfit.PROGRAM),
    ],
)
def test_a_name_that_hides_something_is_refused(name: object, reason: Unfit) -> None:
    assert refusal(pdf(), name) is reason


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Póliza 2026.pdf", "Póliza 2026.pdf"),
        ("وثيقة.pdf", "وثيقة.pdf"),
        ("statement from bank.com.pdf", "statement from bank.com.pdf"),
        ("Screenshot 3.04\u202fPM.pdf", "Screenshot 3.04 PM.pdf"),
        ("a\u200bb.pdf", "ab.pdf"),
        ("my %22best%22 scan.pdf", 'my "best" scan.pdf'),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_shown_as_it_is(name: str, shown: str) -> None:
    assert found(pdf(), name).name == shown


ROOM = MOST_BYTES - 4_000
SLOW = {
    "streams": lambda: pdf(inside=b"%" + b"/ObjStm" * (ROOM // 7) + b"\n"),
    "open streams": lambda: pdf(inside=b"%" + b"/ObjStm stream\n" * (ROOM // 15) + b"\n"),
    "names": lambda: pdf(inside=b"%" + (b"/J" + b"a" * 60) * (ROOM // 62) + b"\n"),
    "escapes": lambda: pdf(inside=b"%" + b"/Jaa#61" * (ROOM // 7) + b"\n"),
    "comments": lambda: pdf(inside=b"%" + (b"/EF%" + b"x" * 190 + b"\n") * (ROOM // 195) + b"\n"),
    "markup": lambda: pdf(inside=b"%" + b"<!doctype " * (ROOM // 10) + b"\n"),
    "chunks": lambda: chunked(struct.pack(">L4sL", 0, b"tEXt", 0) * (ROOM // 12)),
    "segments": lambda: b"\xff\xd8" + b"\xff\xfe\x00\x02" * (ROOM // 4),
    "extents": lambda: heic()[:24] + box(b"meta", b"ispe" * (ROOM // 4)),
    "brands": lambda: box(b"ftyp", b"heic" * (ROOM // 4)) + heic()[24:],
    "relations": lambda: docx(**{"word/_rels/a.rels": "<Relationship " * 140_000}),
    "attributes": lambda: docx(**{"word/_rels/a.rels": "<R " + " a" * 900_000 + " " * 180_000}),
    "characters": lambda: docx(**{"word/a.xml": "&#x" + "0" * 5_000_000 + "&#" * 1_000_000}),
    "fields": lambda: docx(**{"word/a.xml": "<w:instrText" * 5_000_000}),
    "text": lambda: b"< <script" * (ROOM // 9),
}
"""Built so that a careless look takes minutes; each as large as may be."""


def chunked(chunks: bytes) -> bytes:
    png = picture("PNG")
    return png[:33] + chunks + png[33:]


@pytest.mark.parametrize("name", SLOW)
def test_no_file_takes_long_to_look_at(name: str) -> None:
    content = SLOW[name]()
    start = time.process_time()
    with suppress(UnfitFile):
        found(content, "a.txt")
    assert time.process_time() - start < 30


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_bent_file_is_taken_or_refused_and_nothing_else(name: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[name])
    for _time in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    with suppress(UnfitFile):
        found(bytes(content[:cut]), name)
