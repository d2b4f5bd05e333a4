"""The steps from a fresh clone to a portal that can be served; each is skipped when it is done.

A step is done when the stamp that lies in what it made names its inputs. Standard library only.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal_app.commands.ports import is_free
from portal_app.toolchain import CACHE, ROOT, VENV, environment

try:
    import fcntl
except ImportError:  # pragma: no cover
    sys.exit("portal: Linux or macOS is needed (on Windows: WSL).")

PYTHON = VENV / "bin" / "python"
PORTAL = VENV / "bin" / "portal"
_LOCK = ROOT / "requirements.lock"
_PROJECT = ROOT / "pyproject.toml"
_ENVIRONMENT_STAMP = VENV / "environment.stamp"
_PACKAGES_STAMP = VENV / "packages.stamp"


class CannotPrepare(Exception):
    """One sentence that says what is missing and what to do."""


class Progress:
    """A line when a step begins, its time when it ends, and the total."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def step(self, name: str, action: Callable[[], bool]) -> None:
        """Run an action that answers whether there was anything to do."""
        print(f"{name:<12}", end=" ", flush=True)
        began = time.monotonic()
        try:
            was_needed = action()
        except BaseException:
            print(flush=True)
            raise
        note = "" if was_needed else "  (nothing to do)"
        print(f"{time.monotonic() - began:6.1f} s{note}", flush=True)

    def total(self) -> None:
        """Print the time since the beginning."""
        print(f"{'total':<12} {time.monotonic() - self._began:6.1f} s", flush=True)


@contextmanager
def alone() -> Iterator[None]:
    """Two targets that start together prepare one after the other."""
    _require_writable(ROOT)
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def require_data_folder() -> None:
    """Make the data folder, or say why it cannot be used, before anything long begins."""
    _require_writable(ROOT / Path(setting("PORTAL_DATA_DIR") or "var").expanduser())


def require_free_ports() -> None:
    """Say that a port is taken, or is none, before anything long begins."""
    for name, usual in (("PORTAL_PORT", "8000"), ("WALLET_PORT", "8001")):
        port = setting(name) or usual
        if not port.isdecimal() or not 0 < int(port) <= 65535:
            raise CannotPrepare(f"{name} is {port!r}: give it a port, 1 to 65535.")
        if not is_free(setting("PORTAL_BIND") or "127.0.0.1", int(port)):
            raise CannotPrepare(
                f"port {port} is taken: end what uses it, or set {name} to a free one."
            )


def make_environment() -> bool:
    """The virtual environment, for this Python at this place."""
    wanted = f"{sys.version}\n{sysconfig.get_platform()}\n{ROOT}\n"
    if PYTHON.exists() and _read(_ENVIRONMENT_STAMP) == wanted:
        return False
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise CannotPrepare(
                f"this Python has no {module} module: install it (Debian, Ubuntu: "
                "apt-get install python3-venv) and try again."
            )
    if VENV.exists():
        shutil.rmtree(VENV)
    _run("environment", [sys.executable, "-m", "venv", str(VENV)])
    _ENVIRONMENT_STAMP.write_text(wanted)
    return True


def install_packages() -> bool:
    """Exactly the locked packages, by hash, and the `portal` command."""
    wanted = hashlib.sha256(_LOCK.read_bytes() + _PROJECT.read_bytes()).hexdigest()
    if PORTAL.exists() and _read(_PACKAGES_STAMP) == wanted:
        return False
    _PACKAGES_STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    _run("packages", [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(_LOCK)])
    _run("packages", [*pip, "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    _PACKAGES_STAMP.write_text(wanted)
    return True


def build_frontend() -> bool:
    """What the browser loads; the command itself knows whether its sources changed."""
    return "up to date" not in _run("frontend", [str(PORTAL), "build"])


def migrate_database() -> bool:
    """The schema of the data folder's databases, or of those that the settings name."""
    return bool(_run("database", [str(PORTAL), "migrate"]).strip())


def seed_demo() -> bool:
    """People, accounts and history of the demo, unless they are there."""
    return bool(_run("demo data", [str(PORTAL), "seed-demo"]).strip())


def setting(name: str) -> str:
    """A setting from the environment, else from `.env`."""
    if name in os.environ:
        return os.environ[name]
    for line in _read(ROOT / ".env").splitlines():
        key, equals, value = line.partition("=")
        if equals and key.removeprefix("export ").strip() == name:
            return value.strip().strip("'\"")
    return ""


def _run(step: str, command: list[str]) -> str:
    """The command's standard output. A failure shows the output and ends the bootstrap."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        print(f"\n{done.stdout.rstrip()}", file=sys.stderr, flush=True)
        raise CannotPrepare(f"the step “{step}” failed; what it said stands above.")
    return done.stdout


def _require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotPrepare(f"{folder} cannot be written to ({error.strerror}).") from error


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
