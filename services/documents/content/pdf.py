"""PDF: its frame is whole, and it holds nothing that runs, starts programs or carries files.

Names may be written with `#xx` escapes; both ways of writing are looked for. Names of two or three
letters stand in compressed pictures by chance, and count only before what has to follow them.
What lies in compressed object streams: `pdf_streams`.
"""

import mmap
import re

from services.documents.content.foreign import refuse_foreign
from services.documents.content.pdf_streams import BLANK, object_streams, unescaped
from services.documents.content.slices import found_in
from services.documents.errors import Unfit, UnfitFile

MOST_ESCAPED = 10_000
"""Names with `#xx` that could be one of `_REASONS`; honest files have none."""
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_TAIL = 2_048
_REASONS = {
    b"JavaScript": Unfit.ACTIVE,
    b"Launch": Unfit.ACTIVE,
    b"OnInstantiate": Unfit.ACTIVE,
    b"Rendition": Unfit.ACTIVE,
    b"RichMedia": Unfit.ACTIVE,
    b"SubmitForm": Unfit.ACTIVE,
    b"GoToR": Unfit.LINKED,
    b"ImportData": Unfit.LINKED,
    b"EmbeddedFile": Unfit.NESTED,
    b"EmbeddedFiles": Unfit.NESTED,
    b"FileAttachment": Unfit.NESTED,
    b"GoToE": Unfit.NESTED,
}
_NAME = re.compile(rb"/((?:[EFGIJLORS]|#4[5679acfACF]|#5[23])[A-Za-z#0-9]{4,60})(?![A-Za-z#0-9])")
_GAP = rb"(?:" + BLANK + rb"|%[^\r\n]{0,200}+[\r\n]){0,16}+"
_REFERENCE = rb"\d{1,10}" + _GAP + rb"\d{1,5}" + _GAP + rb"R"


def _short(name: str, *values: bytes) -> re.Pattern[bytes]:
    """The name, in either writing, before one of `values`, or before a gap as no writer leaves."""
    letters = (rb"(?:%s|#(?i:%02x))" % (one.encode(), ord(one)) for one in name)
    follows = b"|".join((*values, _REFERENCE, rb"%", BLANK))
    return re.compile(b"/" + b"".join(letters) + _GAP + rb"(?:" + follows + rb")")


_ENCRYPT = _short("Encrypt", rb"<<")
"""Only a trailer's or a cross-reference's dictionary names the encryption, in clear (ISO 32000-1,
7.6.1). An encrypted file cannot be looked into.
"""
_FORM_OF_SCRIPTS = _short("XFA", rb"\[")
_FILE_INSIDE = _short("EF", rb"<<")


def check(content: mmap.mmap) -> None:
    """Raises `UnfitFile`."""
    if not _HEADER.match(content):
        raise UnfitFile(Unfit.BROKEN)
    end = content.rfind(b"%%EOF", max(0, len(content) - _TAIL))
    if end < 0 or content.find(b"startxref") < 0:
        raise UnfitFile(Unfit.BROKEN)
    if content[end + 5 :].strip(b"\r\n\t \x00"):
        raise UnfitFile(Unfit.TWO_IN_ONE)
    if any(found_in(_ENCRYPT, content)):
        raise UnfitFile(Unfit.LOCKED)
    refuse_foreign(content, is_pdf=True)
    _refuse_active(content)
    for unpacked in object_streams(content):
        _refuse_active(unpacked)


def _refuse_active(part: bytes | mmap.mmap) -> None:
    escaped = 0
    for one in found_in(_NAME, part):
        name = one[1]
        if b"#" in name:
            escaped += 1
            name = unescaped(name)
        if name in _REASONS:
            raise UnfitFile(_REASONS[name])
        if escaped > MOST_ESCAPED:
            raise UnfitFile(Unfit.ACTIVE)
    if any(found_in(_FORM_OF_SCRIPTS, part)):
        raise UnfitFile(Unfit.ACTIVE)
    if any(found_in(_FILE_INSIDE, part)):
        raise UnfitFile(Unfit.NESTED)
