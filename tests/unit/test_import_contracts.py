"""Each import contract is broken once, in a copy, and the linter must name it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = [contract["name"] for contract in CONFIG["contracts"]]

# beginning of the contract's name, the module that breaks it, its line
VIOLATIONS = [
    ("layers", "pages", "import portal_app.cli"),
    ("layers", "components", "import pages"),
    ("layers", "state", "import components.ui"),
    ("layers", "services", "import state"),
    ("layers", "models", "import services"),
    ("layers", "portal_app.settings", "import models"),
    ("look", "components.ui", "import state"),
    ("look", "components.domain", "import state"),
    ("screens", "pages", "import models"),
    ("screens", "components.shell", "from sqlalchemy import select"),
    ("screens", "state", "import sqlmodel"),
    ("rules", "services", "import reflex"),
    ("rules", "services", "from starlette.requests import Request"),
    ("rules", "models", "import fastapi"),
    ("vault: the wallet", "wallet", "import services"),
    ("vault: the portal", "services", "import wallet"),
    ("vault: the portal", "portal_app.http", "import wallet"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contracts")
    for package in CONFIG["root_packages"]:
        shutil.copytree(ROOT / package, folder / package, ignore=_only_python)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _only_python(folder: str, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if name == "__pycache__"
        or (not name.endswith(".py") and not (Path(folder) / name).is_dir())
    }


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--cache-dir", folder / "cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )


def _broken(output: str) -> list[str]:
    return [name for name in CONTRACTS if f"{name} BROKEN" in output]


def test_the_code_keeps_all(copy: Path) -> None:
    done = _lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_violation_is_caught(copy: Path, contract: str, module: str, line: str) -> None:
    path = copy / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    before = file.read_text()
    file.write_text(f"{before}\n{line}\n")
    try:
        done = _lint(copy)
    finally:
        file.write_text(before)
    assert done.returncode == 1
    assert [name for name in _broken(done.stdout) if name.startswith(contract)], done.stdout


def test_every_contract_is_tried() -> None:
    tried = {
        name for name in CONTRACTS for beginning, _, _ in VIOLATIONS if name.startswith(beginning)
    }
    assert tried == set(CONTRACTS)
