"""Several PDFs as one that is printed at once."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def joined(contents: Sequence[bytes]) -> bytes:
    """Each begins on a sheet of its own, also where both sides are printed. For paper: what makes
    a PDF readable to a screen reader stays in the single ones.
    """
    if len(contents) == 1:
        return contents[0]
    writer = PdfWriter()
    for content in contents:
        pages = PdfReader(BytesIO(content)).pages
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page()
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
