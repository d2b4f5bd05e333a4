"""Uploads over real sockets: no length, a lying one, torn off; memory and what is left behind."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from services.documents.content import MOST_BYTES
from tests.support.demo_web import MARIA, DemoWeb
from tests.support.files import pdf

pytestmark = pytest.mark.xdist_group("sockets")
PATH = "/accounts/L-1082/documents"
EDGE = b"edge"
HEAD = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)
END = b"\r\n--edge--\r\n"
PIECE = 65_536
PATIENCE = 120
TRIES = 5


def head(web: DemoWeb, cookie: str, *more: str, path: str = PATH) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: localhost:{web.port}",
        f"Origin: {web.base}",
        "Sec-Fetch-Site: same-origin",
        f"Cookie: {cookie}",
        "Content-Type: multipart/form-data; boundary=edge",
        *more,
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def connected(web: DemoWeb) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", web.port), timeout=PATIENCE)
    found.settimeout(PATIENCE)
    return found


def chunks(size: int) -> Iterator[bytes]:
    """A chunked body that says nothing of its length."""
    yield b"%x\r\n%s\r\n" % (len(HEAD), HEAD)
    piece = b"%PDF-1.4" + b"\0" * (PIECE - 8)
    for _number in range(size // PIECE):
        yield b"%x\r\n%s\r\n" % (PIECE, piece)
    yield b"%x\r\n%s\r\n0\r\n\r\n" % (len(END), END)


def status(connection: socket.socket) -> int:
    with connection, connection.makefile("rb") as answer:
        return int(answer.readline().split()[1])


def send(web: DemoWeb, cookie: str, size: int) -> int:
    """Again where this machine stood still: a refused upload that pauses for a second is cut off
    (`portal_app/http/receiving.py`), and the answer with it.
    """
    for _try in range(TRIES):
        connection = connected(web)
        connection.sendall(head(web, cookie, "Transfer-Encoding: chunked"))
        with suppress(ConnectionError):
            for chunk in chunks(size):
                connection.sendall(chunk)
        with suppress(ConnectionError):
            return status(connection)
    raise AssertionError("no answer")


def memory(web: DemoWeb) -> int:
    """Bytes of the process that are its own, not mapped from files."""
    lines = Path(f"/proc/{web.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def left_open(web: DemoWeb) -> list[str]:
    """Files without a name that the process still holds, beside the database's."""
    folder = Path(f"/proc/{web.process.pid}/fd")
    found = []
    for one in folder.iterdir():
        with suppress(OSError):
            found.append(os.readlink(one))
    return [one for one in found if "(deleted)" in one]


def kept(web: DemoWeb) -> set[str]:
    return {str(one) for one in (web.data_dir / "documents").rglob("*") if one.is_file()}


def settled(web: DemoWeb) -> None:
    deadline = time.monotonic() + PATIENCE
    while left_open(web) and time.monotonic() < deadline:
        web.get("/healthz")
    assert left_open(web) == []


def test_200_mb_without_a_length_are_refused_in_bounded_memory(web: DemoWeb) -> None:
    cookie, before = web.session_of(MARIA), kept(web)
    assert send(web, cookie, 40_000_000) == 413
    start = memory(web)
    for _time in range(3):
        assert send(web, cookie, 200_000_000) == 413
    settled(web)
    assert memory(web) - start < 16_000_000
    assert kept(web) == before


def test_a_length_that_is_too_long_is_refused_before_anything_comes(web: DemoWeb) -> None:
    connection = connected(web)
    length = f"Content-Length: {200_000_000}"
    connection.sendall(head(web, web.session_of(MARIA), length))
    assert status(connection) == 413


def test_a_length_that_lies_brings_nothing_in(web: DemoWeb) -> None:
    """Shorter than what comes: the rest is no part of it. Longer: the end never comes."""
    cookie, before = web.session_of(MARIA), kept(web)
    body = HEAD + pdf() + END
    short = connected(web)
    short.sendall(head(web, cookie, f"Content-Length: {len(HEAD) + 20}", "Connection: close"))
    with suppress(ConnectionError):
        short.sendall(body)
    assert status(short) == 400
    long = connected(web)
    long.sendall(head(web, cookie, f"Content-Length: {len(body) + 500}") + body)
    long.close()
    settled(web)
    assert kept(web) == before


@pytest.mark.parametrize("part", [10, len(HEAD) + 3, MOST_BYTES // 2])
def test_an_upload_that_is_torn_off_leaves_nothing(web: DemoWeb, part: int) -> None:
    cookie, before, rows = web.session_of(MARIA), kept(web), web.rows()["documents"]
    body = HEAD + pdf() + b"\0" * MOST_BYTES
    connection = connected(web)
    connection.sendall(head(web, cookie, f"Content-Length: {MOST_BYTES}") + body[:part])
    connection.close()
    settled(web)
    assert (kept(web), web.rows()["documents"]) == (before, rows)


def test_a_whole_one_comes_in_and_its_memory_goes_again(web: DemoWeb) -> None:
    cookie = web.session_of(MARIA)
    content = pdf(inside=b"%" + b"x" * (MOST_BYTES - 2_000) + b"\n")

    def upload() -> int:
        connection = connected(web)
        body = HEAD + content + END
        connection.sendall(head(web, cookie, f"Content-Length: {len(body)}") + body)
        return status(connection)

    assert upload() == 201
    start, before = memory(web), len(kept(web))
    for _time in range(3):
        assert upload() == 201
    settled(web)
    assert memory(web) - start < 16_000_000
    assert len(kept(web)) == before + 3


def test_nobody_sends_without_a_session(web: DemoWeb) -> None:
    before = kept(web)
    assert send(web, "", PIECE) == 401
    assert send(web, "__Host-portal-1=x", PIECE) == 401
    assert kept(web) == before
