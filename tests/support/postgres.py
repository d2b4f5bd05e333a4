"""A throw-away PostgreSQL cluster per test session, and a fresh database per test.

In a conftest: ``from tests.support.postgres import database_url, postgres_cluster, postgres_url``.
`postgres_url` is one database; `database_url` runs the test twice, on SQLite and on PostgreSQL.
Without server binaries (or, as root, without a user to run them) they are skipped by name.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
# Nothing here outlives the session, so durability is traded for speed.
OPTIONS = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=",
    "wal_level=minimal", "max_wal_senders=0", "max_wal_size=64MB", "autovacuum=off",
]  # fmt: skip
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2_000_000_000
"""A file system in memory, and how much has to be free in it to hold clusters."""


class PostgresUnavailable(Exception):
    """No server can be started here; the text says why."""


def find_binaries() -> Path:
    """The newest `bin` folder with `initdb`, from the system's packages or from PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(versions, key=lambda path: float(path.parent.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise PostgresUnavailable("PostgreSQL: no initdb under /usr/lib/postgresql or on PATH")
    return found[0].parent if found else Path(str(on_path)).resolve().parent


def as_server_user() -> tuple[list[str], str]:
    """The prefix that drops root, and the user's name: the server refuses to run as root."""
    prefix = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    if os.geteuid() != 0:
        return prefix, pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            if not prefix:
                raise PostgresUnavailable("PostgreSQL: running as root without setpriv")
            ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
            return [*prefix, *ids], name
    raise PostgresUnavailable("PostgreSQL: running as root and no user postgres or nobody")


@dataclass(frozen=True)
class PostgresCluster:
    """A running server that listens on a Unix socket only, superuser `postgres`, no password."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        )

    @contextlib.contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """The SQLAlchemy URL of a fresh database, empty or a copy of the database `like`; dropped
        at the end, whoever is connected.
        """
        name = f"t_{uuid.uuid4().hex}"
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(like)
        )
        with self.connect() as connection:
            if connection.info.server_version >= 150_000:  # before, there was no other
                create += sql.SQL(" STRATEGY FILE_COPY")
            connection.execute(create)
        try:
            yield self.url(name)
        finally:
            with self.connect() as connection:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                connection.execute(drop)


def _quickest_place() -> str:
    """A database a test is 10 MB of files: on a disk that others use it takes a second to make."""
    with contextlib.suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
            return str(MEMORY)
    return "/tmp"


def _wait_until_ready(cluster: PostgresCluster, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (cluster.folder / "log").read_text(errors="replace")
                raise PostgresUnavailable(f"PostgreSQL did not start: {log[-500:]}") from None
            time.sleep(0.05)
        else:
            return


@contextlib.contextmanager
def running_cluster() -> Iterator[PostgresCluster]:
    """Starts a cluster in a temporary folder and removes both at the end.

    Raises:
        PostgresUnavailable: when there is nothing to start, or it does not start.
    """
    binaries = find_binaries()
    prefix, user = as_server_user()
    # Not pytest's tmp_path: a socket's path is short (107 bytes) and its folder open to the user.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_quickest_place()))
    shutil.chown(folder, user)
    data = str(folder / "data")
    init = [str(binaries / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    server: subprocess.Popen[bytes] | None = None
    try:
        made = subprocess.run([*prefix, *init, "--no-sync", "--locale=C"], capture_output=True)
        if made.returncode:
            raise PostgresUnavailable(f"PostgreSQL: initdb failed: {made.stderr[-300:]!r}")
        options = [word for option in OPTIONS for word in ("-c", option)]
        command = [str(binaries / "postgres"), "-D", data, "-k", str(folder), *options]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([*prefix, *command], stdout=log, stderr=log, cwd="/")
        cluster = PostgresCluster(folder)
        _wait_until_ready(cluster, server)
        yield cluster
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    with contextlib.ExitStack() as stack:
        try:
            cluster = stack.enter_context(running_cluster())
        except PostgresUnavailable as reason:
            pytest.skip(str(reason))
        yield cluster


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> Iterator[str]:
    with postgres_cluster.database() as url:
        yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of each kind that the product supports."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'test.sqlite'}"
