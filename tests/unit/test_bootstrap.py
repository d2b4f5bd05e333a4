"""What a machine is told that cannot run the portal, and where steps look for settings."""

import socket
import subprocess
from pathlib import Path

import pytest

from portal_app.commands.ports import free_port
from portal_app.toolchain import ROOT
from scripts import bootstrap, steps, tracked


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 1))
    monkeypatch.setattr(bootstrap, "NEWER", ("python-that-is-not-there",))
    with pytest.raises(SystemExit, match=r"Python 99\.1 or newer is needed, and .* is 3\."):
        bootstrap.main()


def test_a_stub_of_a_version_manager_is_not_taken_for_python(tmp_path: Path) -> None:
    stub = tmp_path / "python3.14"
    stub.write_text("#!/bin/sh\nexit 127\n")
    stub.chmod(0o755)
    assert not bootstrap.works(str(stub))


@pytest.mark.parametrize("folder", ["file/data", "file"])
def test_an_unwritable_data_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / folder))
    with pytest.raises(steps.CannotPrepare, match="cannot be written to"):
        steps.require_data_folder()


@pytest.mark.parametrize("name", ["PORTAL_PORT", "WALLET_PORT"])
def test_a_taken_port_is_named_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("PORTAL_PORT", "WALLET_PORT"):
        monkeypatch.setenv(other, str(free_port()))
    steps.require_free_ports()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv(name, str(port))
        with pytest.raises(steps.CannotPrepare, match=f"port {port} is taken.*set {name}"):
            steps.require_free_ports()


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_what_is_no_port_is_named(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORTAL_PORT", port)
    with pytest.raises(steps.CannotPrepare, match=f"PORTAL_PORT is '{port}'"):
        steps.require_free_ports()


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "run", "PYTHON=python-that-is-not-there"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "portal: there is no python-that-is-not-there: install Python 3.11" in done.stderr


def test_a_missing_module_of_python_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(steps.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(steps.CannotPrepare, match="python3-venv"):
        steps.make_environment()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("PORTAL_PORT=9000", "9000"),
        ("export PORTAL_PORT='9000' ", "9000"),
        ("# PORTAL_PORT=9000", ""),
        ("OTHER_PORTAL_PORT=9000", ""),
    ],
)
def test_settings_are_read_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, value: str
) -> None:
    monkeypatch.delenv("PORTAL_PORT", raising=False)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    (tmp_path / ".env").write_text(f"A=1\n{line}\n")
    assert steps.setting("PORTAL_PORT") == value


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_PORT", "9001")
    assert steps.setting("PORTAL_PORT") == "9001"


@pytest.mark.parametrize(
    "line", ["https://registry" + ".npmjs.org/x", "see /home" + "/ann/notes", "cd /root" + "/x"]
)
def test_places_of_a_machine_are_found_in_tracked_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(tracked, "ROOT", tmp_path)
    (tmp_path / "clean.txt").write_text("/homes and https://example.com/home/\n")
    (tmp_path / "notes.txt").write_text(f"first\n{line}\n")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert [offence.split(": ")[0] for offence in tracked.offending_lines()] == ["notes.txt:2"]
