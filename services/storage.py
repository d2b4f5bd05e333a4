"""Files that the portal keeps: the one place that knows where they lie.

Names are made by the portal, never by whoever uploads; a file is written whole or not at all.
"""

import os
import re
import secrets
from pathlib import Path

from portal_app.settings import get_settings

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}")


def put(folder: str, name: str, content: bytes) -> None:
    """Keep `content`; a file of that name is replaced."""
    path = _path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def get(folder: str, name: str) -> bytes | None:
    """The file's content; None when there is none."""
    try:
        return _path(folder, name).read_bytes()
    except FileNotFoundError:
        return None


def _path(folder: str, name: str) -> Path:
    """Raises ValueError for names that could lead elsewhere."""
    for part in (folder, name):
        if not _NAME.fullmatch(part):
            raise ValueError(f"{part!r} is no name of a stored file")
    return get_settings().data_dir / "documents" / folder / name
