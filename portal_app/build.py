"""Builds the frontend into `.web/`, once per state of its sources.

A build is done when its stamp is there; the stamp goes away before anything is touched, so that
what an interrupted build leaves is never served.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal_app.toolchain import CACHE, ROOT, WEB, environment

STAMP = WEB / "portal.stamp"
LOG = CACHE / "build.log"
_UNFINISHED = CACHE / "build.unfinished"
_INSTALLED = WEB / "reflex.install_frontend_packages.cached"
_INDEX = WEB / "build" / "client" / "404.html"
_LOCKS = "reflex.lock"
_SOURCES = (
    "rxconfig.py",
    ".npmrc",
    "requirements.lock",
    "portal_app/portal_app.py",
    "portal_app/sitemap.py",
    "portal_app/wiring.py",
    "portal_app/bundles.py",
    "portal_app/first_paint.py",
    "portal_app/frontend.py",
    "portal_app/routes.py",
    "portal_app/settings.py",
    "pages",
    "components",
    "state",
    "services",
    "models",
    "assets",
    "locale",
)
_IGNORED = {".pyc", ".mo", ".pot"}
_TAIL_LINES = 30


class BuildFailed(Exception):
    """The frontend could not be built; `tail` holds the last lines of the tools' output."""

    def __init__(self, tail: str) -> None:
        super().__init__(f"the frontend could not be built; the whole output is in {LOG}")
        self.tail = tail


def is_built() -> bool:
    """Whether a finished build is there, of whatever sources."""
    return STAMP.is_file() and _INDEX.is_file()


def is_current() -> bool:
    """Whether the finished build is of the sources as they are now."""
    return is_built() and STAMP.read_text() == _stamp(_digest(_SOURCES))


def ensure_built() -> bool:
    """Build if needed; True if it was. Raises `BuildFailed`."""
    if is_current():
        return False
    with _alone():
        if is_current():
            return False
        _build()
    return True


def _build() -> None:
    STAMP.unlink(missing_ok=True)
    if _UNFINISHED.exists():
        _INSTALLED.unlink(missing_ok=True)  # packages may be half installed
    _UNFINISHED.touch()
    sources = _digest(_SOURCES)
    try:
        _export()
    except BuildFailed:
        _UNFINISHED.unlink()
        raise
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(_stamp(sources))
    fresh.replace(STAMP)
    _UNFINISHED.unlink()


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    with LOG.open("w", encoding="utf-8") as log:
        ended = subprocess.run(
            command, cwd=ROOT, env=build_environment(), stdout=log, stderr=log, check=False
        )
    if ended.returncode != 0 or not _INDEX.is_file():
        lines = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
        raise BuildFailed("\n".join(lines[-_TAIL_LINES:]))
    _sort_package_json()


def _sort_package_json() -> None:
    """Reflex writes its keys in an order that depends on what was installed before."""
    path = ROOT / _LOCKS / "package.json"
    ordered = json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=2, sort_keys=True)
    path.write_text(ordered + "\n", encoding="utf-8")


def build_environment() -> dict[str, str]:
    """Without the deployment's settings: the build is the same for all of them."""
    env = {
        name: value
        for name, value in environment().items()
        if not name.upper().startswith(("PORTAL_", "WALLET_"))
    }
    # Reflex measures public registries unless it is told the one that npm uses.
    if "NPM_CONFIG_REGISTRY" not in env:
        answer = subprocess.run(
            ["npm", "config", "get", "registry"],  # noqa: S607
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        env["NPM_CONFIG_REGISTRY"] = answer.stdout.strip()
    return env


@contextmanager
def _alone() -> Iterator[None]:
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stamp(sources: str) -> str:
    # the build may rewrite its own lock: that part is taken as it is now
    return f"{sources}\n{_digest((_LOCKS,))}\n{sys.version_info[:2]}\n"


def _digest(names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        for file in _files(ROOT / name):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(ROOT)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(set(folders) - {"__pycache__", "external"})
        for name in sorted(names):
            if Path(name).suffix not in _IGNORED:
                yield Path(folder) / name
