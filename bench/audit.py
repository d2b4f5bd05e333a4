"""P13: `portal check-ledger` over a growing ledger: time per transaction, and memory.

Time is the processor's: what else the machine does meanwhile is not the ledger's.
"""

import os
import subprocess
import sys
from statistics import median

from bench.book import book
from bench.result import Result
from portal_app.toolchain import ROOT

QUICK = ((40, 100), (400, 100), 5)
FULL = ((1_000, 100), (10_000, 100), 1)
EMPTY = (1, 1)


def run() -> list[Result]:
    return _grown(*QUICK)


def run_full() -> list[Result]:
    """A million transactions; the database is made once and kept."""
    return _grown(*FULL)


def _grown(small: tuple[int, int], large: tuple[int, int], rounds: int) -> list[Result]:
    _check(EMPTY)
    runs = [(_check(EMPTY), _check(small), _check(large)) for _ in range(rounds)]
    few, many = small[0] * small[1], large[0] * large[1]
    times = [
        (most - start) / (some - start) * few / many for (start, _), (some, _), (most, _) in runs
    ]
    memory = [most / some for _, (_, some), (_, most) in runs]
    seconds = median(most - start for (start, _), _, (most, _) in runs)
    how = f"{many:,} transactions over {few:,}, as processes, median of {rounds}; {{}}"
    rate = f"the start taken off: {seconds:.1f} s, {seconds / many * 1e6:.0f} µs each"
    return [
        Result("P13", "check-ledger, time per transaction", median(times), 1.3, how.format(rate)),
        Result("P13", "check-ledger, peak memory", median(memory), 1.1, how.format("resident")),
    ]


def _check(size: tuple[int, int]) -> tuple[float, int]:
    """Processor seconds and peak resident memory of the command on a book."""
    with book(*size):
        process = subprocess.Popen(
            [sys.executable, "-m", "portal_app.cli", "check-ledger"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "the book has breaches"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss
