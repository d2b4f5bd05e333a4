"""Small files of every kind that is taken, whole and real, and parts to bend them with."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

Entries = dict[str, bytes | str]
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/x"/>'
RELS = '<?xml version="1.0"?><Relationships>{}</Relationships>'
DOCX: Entries = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELS.format(""),
    "word/document.xml": "<w:document><w:body>Pay stub</w:body></w:document>",
}
XLSX: Entries = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELS.format(""),
    "xl/workbook.xml": "<workbook><sheets/></workbook>",
    "xl/worksheets/sheet1.xml": "<worksheet>" + "<c><v>1234.56</v></c>" * 2_000 + "</worksheet>",
}


def pdf(inside: bytes = b"", after: bytes = b"\n") -> bytes:
    """One empty page; `inside` stands in it as objects of its own."""
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
    )
    out, places = b"%PDF-1.4\n", []
    for one in objects:
        places.append(len(out))
        out += one
    out += inside
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    return out + after


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """`kind`: PNG, JPEG, GIF."""
    out = BytesIO()
    Image.new("RGB", size, "#0e5a45").save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that say they are many pixels."""
    head = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in parts
    )


def huge_jpeg(width: int, height: int) -> bytes:
    content = bytearray(picture("JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">2H", height, width)
    return bytes(content)


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">L", len(body) + 8) + name + body


def heic(width: int = 4032, height: int = 3024, brand: bytes = b"heic") -> bytes:
    extents = box(b"ispe", b"\0" * 4, struct.pack(">2L", width, height))
    meta = box(b"meta", b"\0" * 4, box(b"iprp", box(b"ipco", extents)))
    return box(b"ftyp", brand, b"\0" * 4, b"mif1", brand) + meta + box(b"mdat", b"\x01" * 64)


def office(entries: Entries, **more: bytes | str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in {**entries, **more}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes | str) -> bytes:
    return office(DOCX, **more)


GOOD = {
    "agreement.pdf": pdf(),
    "photo.png": picture("PNG"),
    "photo.jpg": picture("JPEG"),
    "photo.heic": heic(),
    "letter.docx": docx(),
    "budget.xlsx": office(XLSX),
    "note.txt": "Año nuevo, 2 < 3, ok\n".encode(),
    "rows.csv": b"date,amount\r\n2026-01-02,-3.00\r\n",
}
"""By name."""
