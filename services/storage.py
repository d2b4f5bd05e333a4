"""Files that the portal keeps: the one place that knows where they lie (`PORTAL_DOCUMENTS_URL`).

Names are made by the portal, never by whoever uploads; a file is there whole or not at all.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from portal_app.settings import get_settings

PIECE = 65_536
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,119}")


def put(folder: str, name: str, content: bytes) -> None:
    """Keep `content`; a file of that name is replaced."""
    put_file(folder, name, BytesIO(content))


def put_file(folder: str, name: str, source: IO[bytes]) -> None:
    """Keep what `source` still holds, piece by piece."""
    with _whole(*_place(folder, name)) as file:
        copyfileobj(source, file, PIECE)


def get(folder: str, name: str) -> bytes | None:
    """The file's content; None when there is none."""
    found = pieces(folder, name)
    return None if found is None else b"".join(found)


def pieces(folder: str, name: str) -> Iterator[bytes] | None:
    """The file's content piece by piece; None when there is none."""
    system, path = _place(folder, name)
    try:
        file: Any = system.open(path, "rb")
    except FileNotFoundError:
        return None
    return _read(file)


def delete(folder: str, name: str) -> None:
    """Gone afterwards, whether it was there or not."""
    system, path = _place(folder, name)
    with suppress(FileNotFoundError):
        system.rm_file(path)


def names(folder: str) -> list[str]:
    """What the folder holds, whole files only."""
    system, path = _place(folder)
    try:
        found = system.ls(path, detail=False)
    except FileNotFoundError:
        return []
    return [name for one in found if _NAME.fullmatch(name := str(one).rpartition("/")[2])]


def written_at(folder: str, name: str) -> datetime | None:
    """When it was; None when it is gone."""
    system, path = _place(folder, name)
    try:
        return system.modified(path)
    except FileNotFoundError:
        return None


def forget_unfinished(folder: str, before: datetime) -> int:
    """What a killed process was writing before then goes; how many. Only folders have such."""
    system, path = _place(folder)
    if not isinstance(system, LocalFileSystem):
        return 0
    gone = 0
    for one in Path(path).glob(".*"):
        with suppress(FileNotFoundError):
            if one.stat().st_mtime < before.timestamp():
                one.unlink()
                gone += 1
    return gone


def _read(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


@contextmanager
def _whole(system: AbstractFileSystem, path: str) -> Iterator[Any]:
    """A file that is under its name once the block has ended well."""
    if isinstance(system, LocalFileSystem):
        with _renamed(Path(path)) as file:
            yield file
        return
    try:
        with system.open(path, "wb") as file:
            yield file
    except BaseException:
        with suppress(FileNotFoundError):
            system.rm_file(path)
        raise


@contextmanager
def _renamed(path: Path) -> Iterator[Any]:
    """On disk before it has its name; for nobody else to read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _place(folder: str, *name: str) -> tuple[AbstractFileSystem, str]:
    """Raises ValueError for names that could lead elsewhere."""
    for part in (folder, *name):
        if not _NAME.fullmatch(part):
            raise ValueError(f"{part!r} is no name of a stored file")
    system, root = url_to_fs(get_settings().documents_url)
    return system, "/".join((root.rstrip("/"), folder, *name))
