"""One file of a multipart form, as it arrives: counted, on disk without a name, never in memory.

A file without a name is gone when it is closed, also when the process is killed.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from portal_app.http.posts import Refused
from services.documents.content import MOST_BYTES
from services.documents.errors import Unfit, UnfitFile, UploadsBusy, UploadTooSlow

FIELD = "file"
ROOM_FOR_FORM = 8_192
IDLE_SECONDS = 30.0
WHOLE_SECONDS = 900.0
LEAST_RATE = 16 * 1024
"""Bytes a second, from `RATE_COUNTS_FROM` on: what is slower holds a place that others wait for."""
RATE_COUNTS_FROM = 20.0
"""Seconds: a phone's first ones say little."""
DRAINED_BYTES = 256 * 1024 * 1024
DRAINED_SECONDS = 10.0
DRAINED_IDLE_SECONDS = 1.0
AT_ONCE = 2
"""Of one person: a browser sends one file after the other."""
AT_ONCE_IN_ALL = 24
"""Of one process."""


class _OnDisk(MultiPartParser):
    spool_max_size = 65_536


class Slots:
    """How many uploads are under way."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    @contextmanager
    def one(self, whose: str) -> Iterator[None]:
        """Raises `UploadsBusy`."""
        if self._of[whose] >= AT_ONCE or self._of.total() >= AT_ONCE_IN_ALL:
            raise UploadsBusy()
        self._of[whose] += 1
        try:
            yield
        finally:
            self._of[whose] -= 1
            if not self._of[whose]:
                del self._of[whose]


def declared_size(request: Request) -> int:
    """Of the body, as its header says; 0 when it says nothing. Raises `UnfitFile(TOO_BIG)`."""
    given = request.headers.get("content-length", "")
    size = int(given) if given.isascii() and given.isdecimal() else 0
    if size > MOST_BYTES + ROOM_FOR_FORM:
        raise UnfitFile(Unfit.TOO_BIG)
    return size


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[UploadFile]:
    """The form's one file, closed afterwards. Raises `Refused`, `UnfitFile`,
    `UploadTooSlow`, ClientDisconnect.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Refused(415)
    parser = _OnDisk(request.headers, _counted(request), max_files=1, max_fields=2)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise Refused(400) from error
    try:
        file = form.get(FIELD)
        if not isinstance(file, UploadFile):
            raise Refused(400)
        yield file
    finally:
        await form.close()


async def drain(request: Request) -> None:
    """Let go of what still comes: a browser that is sending hears no answer before it is done."""
    left, stream, deadline = DRAINED_BYTES, request.stream(), time.monotonic() + DRAINED_SECONDS
    with suppress(ClientDisconnect, TimeoutError, RuntimeError, StopAsyncIteration):
        while left > 0 and time.monotonic() < deadline:
            left -= len(await asyncio.wait_for(anext(stream), DRAINED_IDLE_SECONDS))


async def _counted(request: Request) -> AsyncGenerator[bytes, None]:
    """Whatever the header said. Raises `UnfitFile(TOO_BIG)`, `UploadTooSlow`."""
    size, stream, began = 0, request.stream(), time.monotonic()
    while True:
        try:
            piece = await asyncio.wait_for(anext(stream), IDLE_SECONDS)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise UploadTooSlow from error
        size += len(piece)
        if size > MOST_BYTES + ROOM_FOR_FORM:
            raise UnfitFile(Unfit.TOO_BIG)
        if too_slow(size, time.monotonic() - began):
            raise UploadTooSlow
        yield piece


def too_slow(size: int, seconds: float) -> bool:
    """Of what came, and how long it took."""
    return seconds > WHOLE_SECONDS or (seconds > RATE_COUNTS_FROM and size < LEAST_RATE * seconds)
