"""`portal demo-reset` as a process: refused before anything is lost, and the same demo after."""

import fcntl
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.portal import ROOT

FIGURES = (
    "SELECT number, lifecycle FROM accounts ORDER BY number",
    "SELECT account_id, sequence, kind, amount, after_principal FROM transactions ORDER BY 1, 2",
    "SELECT email FROM logins ORDER BY email",
    "SELECT brand, last_four FROM payment_methods ORDER BY id",
)


def portal(command: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_DEMO": "1",
        "PORTAL_PORT": "1",
        "WALLET_PORT": "2",
        "PORTAL_BASE_URL": "http://localhost:8000",
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "portal_app.cli", command],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def figures(folder: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(folder / "portal.sqlite")) as database:
        return [database.execute(query).fetchall() for query in FIGURES]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "in-use.lock"
    }


def test_it_yields_the_same_demo_twice(tmp_path: Path) -> None:
    assert portal("demo-reset", tmp_path).returncode == 0
    first = figures(tmp_path)
    assert len(first[0]) > 100
    for _ in range(2):
        with closing(sqlite3.connect(tmp_path / "portal.sqlite")) as database:
            database.executescript("DELETE FROM sessions; UPDATE accounts SET lifecycle = 'closed'")
        assert portal("demo-reset", tmp_path).returncode == 0
        assert figures(tmp_path) == first
    assert {path.name for path in tmp_path.iterdir()} == {
        *("in-use.lock", "keys", "portal.sqlite", "wallet.sqlite")
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with something to lose: an empty database, and a document."""
    assert portal("migrate", tmp_path).returncode == 0
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").write_text("kept")
    return tmp_path


def refused(folder: Path, words: str, **settings: str) -> None:
    before = contents(folder)
    done = portal("demo-reset", folder, **settings)
    last = done.stderr.splitlines()[-1]
    assert done.returncode == 2
    assert last.startswith("portal: ")
    assert words in last
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"PORTAL_DEMO": "0"}, "it needs PORTAL_DEMO=1"),
        ({"PORTAL_DATABASE_URL": "sqlite:///elsewhere.sqlite"}, "a database server is set"),
        ({"WALLET_DATABASE_URL": "sqlite:///elsewhere.sqlite"}, "a database server is set"),
    ],
)
def test_it_is_refused_by_settings(folder: Path, settings: dict[str, str], words: str) -> None:
    refused(folder, words, **settings)


@pytest.mark.parametrize("name", ["PORTAL_PORT", "WALLET_PORT"])
def test_it_is_refused_while_a_port_is_served(folder: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        refused(folder, f"something serves port {port}", **{name: str(port)})


def test_it_is_refused_while_the_folder_is_served_on_other_ports(folder: Path) -> None:
    with (folder / "in-use.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        refused(folder, "end it first")


def test_it_is_refused_for_a_lenders_own_accounts(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "portal.sqlite")) as database:
        database.executescript(
            """
            INSERT INTO products (id, code, name, kind, method, rounding, late_fee, grace_days)
            VALUES (1, 'p', 'P', 'personal_loan', 'periodic', 'nearest', 0, 0);
            INSERT INTO accounts (number, product_id, kind, name, lifecycle, opened_on, created_at)
            VALUES ('L-1', 1, 'personal_loan', '', 'open', '2026-01-01', '2026-01-01 00:00:00');
            """
        )
    refused(folder, "holds accounts that are not the demo's")


def test_it_is_refused_for_what_is_no_database(folder: Path) -> None:
    (folder / "portal.sqlite").write_bytes(b"not a database at all" * 100)
    refused(folder, "cannot be read")


def test_a_demo_that_cannot_be_made_leaves_the_old_one(folder: Path) -> None:
    (folder / "keys").mkdir()
    (folder / "keys" / "wallet_encryption_key").write_text("no key")
    refused(folder, "the old one is as it was")
