"""DOCX and XLSX: a zip file that is only that, unpacks to little, and brings nothing that acts.

Its directory is judged before the standard library reads it. What is unpacked is counted by what
comes out, never by what the file says.
"""

import mmap
import re
import struct
import zipfile
import zlib
from typing import IO

from models.documents import DocumentKind
from services.documents.errors import Unfit, UnfitFile

MOST_ENTRIES = 2_000
MOST_DIRECTORY = 512 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
MOST_RATIO = 200
"""Bytes out for a byte in; sheets of figures reach 50."""
RATIO_COUNTS_FROM = 1_000_000
PIECE = 65_536
MOST_RELATIONS = 2 * 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_LOCATOR_64 = 20
_MAIN = {"word/document.xml": DocumentKind.DOCX, "xl/workbook.xml": DocumentKind.XLSX}
_MACROS = re.compile(r"vbaproject|vbadata|/activex/|macrosheets/|/ctrlprops/", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/", re.IGNORECASE)
_FILES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"MZ")
_FILES += (b"{\\rtf", b"%PDF-", b"\xfd7zXZ", b"BZh", b"\x7fELF")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ACTS = re.compile(
    rb"macroEnabled|vbaProject|[<:]ddeLink"
    rb"|(?:instrText[^<>]{0,80}>|instr\s*=\s*[\"'])[^<>]{0,80}\bDDE(?:AUTO)?\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(rb"<(?:\w{1,10}:)?instrText(?:\s[^<>]{0,200})?>([^<>]{0,2000})<")
_DDE = re.compile(rb"(?:^|[^A-Za-z])D\s*D\s*E(?:\s*A\s*U\s*T\s*O)?(?:[^A-Za-z]|$)", re.IGNORECASE)
_LOADS = re.compile(rb"INCLUDE\s?(?:PICTURE|TEXT)", re.IGNORECASE)
_FETCHES = re.compile(rb"_xlfn\.(?:_xlws\.)?(?:WEBSERVICE|IMAGE)\b", re.IGNORECASE)
_WHOLE_FILES = (b"/afchunk", b"/oleobject", b"/package")
"""What a relation leads to that is another file: a letter may take a web page in (`altChunk`)."""
MOST_INSTRUCTIONS = 4_096
_ATTRIBUTE = re.compile(rb"(?<=[\s\"'])([^\s=\"'/>]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")
_CHARACTER = re.compile(rb"&#(?:x0*+([0-9A-Fa-f]{1,6})|0*+([0-9]{1,7}));")
_OVERLAP = 400


def check(content: mmap.mmap, file: IO[bytes]) -> DocumentKind:
    """Raises `UnfitFile`."""
    _check_end(content)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return _check_entries(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnfitFile(Unfit.BROKEN) from error


def _check_end(content: mmap.mmap) -> None:
    """The directory lies right before the end, is small, and nothing comes before or after."""
    at = len(content) - _END.size
    if at < 0 or content[at : at + 4] != b"PK\x05\x06":
        raise UnfitFile(Unfit.TWO_IN_ONE if content.rfind(b"PK\x05\x06") >= 0 else Unfit.BROKEN)
    _sign, disk, first, here, entries, length, start, _comment = _END.unpack_from(content, at)
    if content[at - _LOCATOR_64 : at - _LOCATOR_64 + 4] == b"PK\x06\x07" or disk or first:
        raise UnfitFile(Unfit.BROKEN)
    if here != entries or start + length != at:
        raise UnfitFile(Unfit.TWO_IN_ONE)
    if entries > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise UnfitFile(Unfit.BOMB)


def _check_entries(archive: zipfile.ZipFile, size: int) -> DocumentKind:
    entries = archive.infolist()
    names = [one.filename for one in entries]
    kinds = {kind for name, kind in _MAIN.items() if name in names}
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise UnfitFile(Unfit.KIND)
    if len({name.lower() for name in names}) != len(names):
        raise UnfitFile(Unfit.TWO_IN_ONE)
    for one in entries:
        _check_name(one)
    _check_overlap(entries, archive.start_dir)
    left = MOST_UNPACKED
    for one in entries:
        left -= _check_contents(archive, one, left)
    return kinds.pop()


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
        raise UnfitFile(Unfit.BROKEN)
    if entry.flag_bits & 0x1:
        raise UnfitFile(Unfit.LOCKED)
    if name.lower().startswith("meta-inf/") or name.lower().endswith((".class", ".dex")):
        raise UnfitFile(Unfit.TWO_IN_ONE)
    if _MACROS.search(name):
        raise UnfitFile(Unfit.ACTIVE)
    if _EMBEDDED.search(name):
        raise UnfitFile(Unfit.NESTED)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnfitFile(Unfit.BROKEN)


def _check_overlap(entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Each lies behind the one before: else a few bytes unpack many times over. The first begins
    the file, so that nothing is hidden in front.
    """
    end = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        if one.header_offset < end or (end == 0 and one.header_offset != 0):
            raise UnfitFile(Unfit.BOMB if end else Unfit.TWO_IN_ONE)
        end = one.header_offset + 30 + len(one.orig_filename.encode("utf-8", "replace"))
        end += one.compress_size
    if end > directory:
        raise UnfitFile(Unfit.BOMB)


def _check_contents(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """How many bytes came out. Raises `UnfitFile`."""
    out, before, name, runs = 0, b"", entry.filename.lower(), _Runs()
    most = max(RATIO_COUNTS_FROM, MOST_RATIO * entry.compress_size)
    is_markup = name.endswith((".xml", ".rels", ".vml"))
    if name.endswith(".rels"):
        _check_relations(archive, entry)
    with archive.open(entry) as file:
        while piece := file.read(PIECE):
            if out == 0:
                _check_start(piece, is_markup)
            out += len(piece)
            if out > most or out > left:
                raise UnfitFile(Unfit.BOMB)
            if is_markup:
                _check_markup(before + piece)
                runs.check(before + piece, len(before))
                before = piece[-_OVERLAP:]
    return out


def _check_relations(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """What a part refers to: outside of the file only by links that a reader clicks."""
    with archive.open(entry) as file:
        content = file.read(MOST_RELATIONS + 1)
    if len(content) > MOST_RELATIONS:
        raise UnfitFile(Unfit.BOMB)
    for element in content.split(b"<"):
        attributes = [(name, _plain(value[1:-1])) for name, value in _ATTRIBUTE.findall(element)]
        modes = (value.strip().lower() for name, value in attributes if _is_mode(name))
        types = [value for name, value in attributes if name == b"Type"]
        if b"external" in modes and not (types and types[0].endswith(b"/hyperlink")):
            raise UnfitFile(Unfit.LINKED)
        if any(one.strip().lower().endswith(_WHOLE_FILES) for one in types):
            raise UnfitFile(Unfit.NESTED)


def _is_mode(name: bytes) -> bool:
    return name.lower().endswith(b"targetmode")


def _plain(part: bytes) -> bytes:
    """With the ASCII characters that are written as numbers (`&#69;`) as themselves."""
    return _CHARACTER.sub(_character, part) if b"&#" in part else part


def _character(found: re.Match[bytes]) -> bytes:
    code = int(found[1], 16) if found[1] else int(found[2])
    return bytes((code,)) if code < 128 else found[0]


def _check_start(piece: bytes, is_markup: bool) -> None:
    if piece.startswith(_FILES):
        raise UnfitFile(Unfit.NESTED)
    if is_markup and (piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in piece[:64]):
        raise UnfitFile(Unfit.BROKEN)


class _Runs:
    """The field codes of a part, joined: `DDE` may be cut in pieces over several runs of text."""

    def __init__(self) -> None:
        self._said = b""

    def check(self, part: bytes, seen: int) -> None:
        """The first `seen` bytes ended the part before. Raises `UnfitFile`."""
        new = (one[1] for one in _INSTRUCTION.finditer(part) if one.end() > seen)
        self._said = (self._said + _plain(b"".join(new)))[-MOST_INSTRUCTIONS:]
        if _DDE.search(self._said):
            raise UnfitFile(Unfit.ACTIVE)
        if _LOADS.search(self._said):
            raise UnfitFile(Unfit.LINKED)


def _check_markup(part: bytes) -> None:
    if _DTD.search(part):
        raise UnfitFile(Unfit.BOMB)
    plain = _plain(part)
    if _ACTS.search(plain):
        raise UnfitFile(Unfit.ACTIVE)
    if _FETCHES.search(plain):
        raise UnfitFile(Unfit.LINKED)
