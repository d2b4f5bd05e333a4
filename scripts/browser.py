"""A Chromium for the end-to-end tests: one on the machine, else the system's, else Playwright's."""

import os
import shutil
import subprocess
import sys

from portal_app.toolchain import CACHE, ROOT, VENV, environment

BROWSER = "PORTAL_TEST_BROWSER"  # path of the executable, read by the tests
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
_INSTALLERS = (
    ("apt-get", (("update",), ("install", "-y", "--no-install-recommends", "chromium"))),
    ("dnf", (("install", "-y", "chromium"),)),
    ("apk", (("add", "chromium"),)),
)


def find_or_install_browser() -> bool:
    """Set `PORTAL_TEST_BROWSER`; without any browser it stays unset and its tests are skipped."""
    found = _find()
    if not found and not _install_with_system():
        _install_with_playwright()
    browser = found or _find()
    if browser:
        os.environ[BROWSER] = browser
    else:
        print("no browser could be had: its tests are skipped", file=sys.stderr)
    return not found


def _find() -> str:
    for path in (os.environ.get(BROWSER), *map(shutil.which, _NAMES)):
        if path and _starts(path):
            return path
    downloaded = sorted((CACHE / "browsers").glob("chromium-*/chrome-*/chrome"))
    return next((str(path) for path in downloaded if _starts(str(path))), "")


def _starts(path: str) -> bool:
    """A snap's stub or a browser without its libraries is found but does not run."""
    try:
        return _quiet(path, "--version")
    except OSError:
        return False


def _install_with_system() -> bool:
    if os.geteuid() != 0:
        return False
    for tool, calls in _INSTALLERS:
        if shutil.which(tool):
            for call in calls:
                _quiet(tool, *call)
            return bool(_find())
    return False


def _install_with_playwright() -> bool:
    playwright = str(VENV / "bin" / "playwright")
    if os.geteuid() == 0 and _quiet(playwright, "install", "--with-deps", "chromium"):
        return True
    return _quiet(playwright, "install", "chromium")


def _quiet(*command: str) -> bool:
    env = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    return done.returncode == 0
