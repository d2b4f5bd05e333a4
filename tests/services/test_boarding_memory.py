"""A tape's size does not matter to memory."""

import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from tests.support.portal import ROOT
from tests.support.tapes import SLICE

pytestmark = [
    pytest.mark.usefixtures("portal_db"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

SMALL, LARGE = 6_000_000, 26_000_000
PROGRAM = """
import re, sys
from pathlib import Path
from services.boarding import import_tape
report = import_tape(Path(sys.argv[1]), dry_run=True)
# not getrusage: its peak is inherited from the process that started this one
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(report.imported, report.rejected_count, int(peak) * 1024)
"""


@pytest.fixture
def engine_url() -> str:
    """On SQLite only: a dry run asks the database for little."""
    return ""


def tape_of(folder: Path, size: int) -> tuple[Path, int]:
    """A tape of about `size` bytes, every seventh row of it unusable; and its rows."""
    header, *lines = SLICE.read_text(encoding="utf-8").splitlines()
    tape, rows, written = folder / f"{size}.csv", 0, 0
    with tape.open("w", encoding="utf-8") as file:
        file.write(f"{header}\n")
        for line in cycle(lines):
            _, _, values = line.partition(",")
            row = f"T-{rows:07},{values if rows % 7 else '=1'}\n"
            written += file.write(row)
            rows += 1
            if written >= size:
                return tape, rows


def peak_of(folder: Path, size: int) -> int:
    """Bytes that a dry run on such a tape needs at most, with the interpreter's own."""
    tape, rows = tape_of(folder, size)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tape)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    imported, rejected, peak = map(int, done.stdout.split())
    assert (imported + rejected, rejected) == (rows, -(-rows // 7))
    return peak


def test_memory_stays_flat(tmp_path: Path) -> None:
    """20 MB more of a tape cost less than a tenth of it; read whole, they would cost 200 MB."""
    small, large = peak_of(tmp_path, SMALL), peak_of(tmp_path, LARGE)
    print(f"{SMALL:,} bytes: peak {small:,}; {LARGE:,} bytes: peak {large:,}")
    assert large - small < (LARGE - SMALL) / 10
