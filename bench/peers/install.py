"""What only benchmarks need, on demand, pinned and hashed, in `.cache/bench`."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal_app.build import build_environment
from portal_app.toolchain import CACHE, ROOT

PEERS = Path(__file__).parent
BENCH = CACHE / "bench"
_TOOLS = PEERS.parent / "lighthouse"


def peers_python() -> Path:
    """The interpreter of an environment with NiceGUI and Django in it."""
    return _python(PEERS / "requirements.lock", BENCH / "peers")


def papers_python() -> Path:
    """The same with reportlab and weasyprint."""
    return _python(PEERS / "papers.lock", BENCH / "papers")


def _python(lock: Path, folder: Path) -> Path:
    python = folder / "bin" / "python"
    if _is_needed(folder, [lock]):
        _run([sys.executable, "-m", "venv", str(folder)], BENCH)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input"]
        _run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock)], BENCH)
        _is_done(folder, [lock])
    return python


def lighthouse() -> Path:
    """Lighthouse's command line, for the Node of the project."""
    sources, folder = [_TOOLS / "package.json", _TOOLS / "package-lock.json"], BENCH / "lighthouse"
    if _is_needed(folder, sources):
        for source in (*sources, ROOT / ".npmrc"):
            shutil.copy(source, folder)
        _run(["npm", "ci", "--silent"], folder)
        _is_done(folder, sources)
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def floor() -> Path:
    """The folder of the smallest Reflex app, built."""
    sources = sorted(path for path in (PEERS / "floor").rglob("*") if _is_source(path))
    folder = BENCH / "floor"
    if _is_needed(folder, sources):
        shutil.copytree(PEERS / "floor", folder, dirs_exist_ok=True)
        shutil.copy(ROOT / ".npmrc", folder)
        command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
        _run(command, folder)
        _is_done(folder, sources)
    return folder


def django_data(python: Path) -> Path:
    """A fresh database, and the portal's own styles as compressed static files."""
    folder = BENCH / "django"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "styles").mkdir(parents=True)
    sheets = sorted((ROOT / "assets" / "styles").glob("*.css"))
    (folder / "styles" / "portal.css").write_text("\n".join(one.read_text() for one in sheets))
    env = django_environment(folder)
    for step in (("migrate", "--run-syncdb"), ("collectstatic", "--no-input")):
        _run([str(python), "-m", "django", *step, "-v", "0"], PEERS, env)
    return folder


def django_environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "django_site.settings",
        "DJANGO_DATA": str(data),
        "PYTHONPATH": str(PEERS),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _is_source(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _is_needed(folder: Path, sources: Iterable[Path]) -> bool:
    """Whether the stamp in `folder` names other sources; then the folder is empty afterwards."""
    stamp = folder / "bench.stamp"
    if stamp.is_file() and stamp.read_text() == _digest(sources):
        return False
    print(f"preparing {folder.name} (once)", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return True


def _is_done(folder: Path, sources: Iterable[Path]) -> None:
    (folder / "bench.stamp").write_text(_digest(sources))


def _digest(sources: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(one.read_bytes() for one in sources)).hexdigest()


def _run(command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=env or build_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed:\n{done.stdout}")
