"""What the portal says of a file: its kind, or why it is not taken."""

from tempfile import TemporaryFile

import pytest

from services.documents.content import Found, look
from services.documents.errors import Unfit, UnfitFile


def found(content: bytes, name: object) -> Found:
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return look(file, name)


def refusal(content: bytes, name: object) -> Unfit:
    with pytest.raises(UnfitFile) as refused:
        found(content, name)
    return refused.value.reason
