"""The built wheel, away from the checkout: what it promises works, the rest says so."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.portal import ROOT

SOURCES = ("portal_app", "pages", "components", "state", "services", "models", "wallet")
FILES = ("pyproject.toml", "README.md", "LICENSE")
PORTAL = "from portal_app.cli import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents; the build works on a copy, so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"
    for name in (*SOURCES, "migrations", "locale"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--no-index", "-w", str(folder), str(copy)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def portal(installed: Path, here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PORTAL_DATA_DIR"}
    return subprocess.run(
        [sys.executable, "-c", PORTAL, *arguments],
        cwd=here,
        env={**env, "PYTHONPATH": str(installed), "PORTAL_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_migrates_seeds_and_counts_in_the_current_directory(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PORTAL_DATA_DIR=data\n")
    for command in ("migrate", "seed-demo"):
        done = portal(installed, tmp_path, command)
        assert done.returncode == 0, done.stderr
    checked = json.loads(portal(installed, tmp_path, "check-ledger", "--json").stdout)
    assert checked["accounts"] > 100
    assert checked["breaches"] == []
    assert {path.name for path in tmp_path.iterdir()} == {".env", "data"}
    assert (tmp_path / "data" / "wallet.sqlite").exists()


def test_it_makes_schedules_and_has_the_texts(installed: Path, tmp_path: Path) -> None:
    asked = ("--principal", "180000", "--rate", "4.25", "--payments", "360")
    done = portal(installed, tmp_path, "schedule", *asked, "--first", "2026-12-01", "--json")
    assert json.loads(done.stdout)["payment"] == "885.49"
    assert (installed / "locale" / "es" / "LC_MESSAGES" / "portal.po").exists()


def test_it_makes_documents(installed: Path, tmp_path: Path) -> None:
    code = (
        "from datetime import date; from services.brand import Brand; from services import pdf;"
        " paper = pdf.Letter(title='A', day=date(2026, 12, 1), lender=Brand('B', '1'));"
        " print(pdf.__file__, len(pdf.render('letter', paper, 'es')))"
    )
    env = {**os.environ, "PYTHONPATH": str(installed), "PORTAL_DEMO": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    where, size = done.stdout.split()
    assert Path(where).is_relative_to(installed)
    assert int(size) > 5000


@pytest.mark.parametrize("command", ["build", "run"])
def test_pages_need_a_checkout(installed: Path, tmp_path: Path, command: str) -> None:
    done = portal(installed, tmp_path, command)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "served from a checkout" in done.stderr


def test_the_doctor_says_so_too(installed: Path, tmp_path: Path) -> None:
    said = portal(installed, tmp_path, "doctor").stdout
    assert "warn  frontend: none; pages are served from a checkout only" in said
    assert f"data folder: {tmp_path}/var" in said
