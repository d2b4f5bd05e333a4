"""No tracked file names a package registry's host or a place on somebody's machine."""

import re
import subprocess
from pathlib import Path

from portal_app.toolchain import ROOT

# written with [.] so that this file does not find itself
_REGISTRIES = "|".join(
    (
        r"registry[.](npm[j]s|npm[m]irror|yarn[p]kg)",
        r"files[.]python[h]osted",
        r"(test[.])?py[p]i[.]org/simple",
    )
)
_MACHINE = r"(?<![\w.])/(home|Users)/[a-z][\w.-]*/|(?<![\w.])/[r]oot/"
_TEXT_LIMIT_BYTES = 5_000_000


def offending_lines() -> list[str]:
    """`file:line: text` of every offence."""
    pattern = re.compile("|".join((_REGISTRIES, _MACHINE, re.escape(str(ROOT)) + r"\b")))
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in filter(None, listed.split("\0"))
        for number, line in enumerate(_lines(ROOT / name), 1)
        if pattern.search(line)
    ]


def _lines(path: Path) -> list[str]:
    if not path.is_file() or path.stat().st_size > _TEXT_LIMIT_BYTES:
        return []
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode("utf-8", "replace").splitlines()
