"""`make check`: every check runs, in any state of the others; the last line counts the failures."""

import subprocess
import sys
import tempfile
import time

from portal_app.toolchain import ROOT, VENV, environment
from scripts.tracked import offending_lines

_CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("basedpyright", "--level", "error"),
    "import contracts": ("lint-imports", "--cache-dir", ".cache/import_linter"),
    "dependencies": ("deptry", "."),
    "migrations": ("portal", "check-migrations"),
}


def main() -> int:
    """Exit status: 0 when nothing was found."""
    failed = [name for name, command in _CHECKS.items() if not _passes(name, command)]
    offences = offending_lines()
    _report("tracked files", 0.0, not offences, "\n".join(offences))
    failed += ["tracked files"] if offences else []
    print(
        f"{len(failed)} of {len(_CHECKS) + 1} checks failed: {', '.join(failed)}"
        if failed
        else f"{len(_CHECKS) + 1} checks passed"
    )
    return 1 if failed else 0


def _passes(name: str, command: tuple[str, ...]) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as data_dir:
        done = subprocess.run(
            [str(VENV / "bin" / command[0]), *command[1:]],
            cwd=ROOT,
            env={**environment(), "PORTAL_DATA_DIR": data_dir, "PORTAL_DEMO": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    _report(name, time.monotonic() - began, done.returncode == 0, done.stdout)
    return done.returncode == 0


def _report(name: str, seconds: float, passed: bool, output: str) -> None:
    print(f"{name:<17} {'ok' if passed else 'FAILED':<7} {seconds:5.1f} s", flush=True)
    if not passed:
        print(output.rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
