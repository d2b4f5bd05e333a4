"""`make bench`: every goal that is measured here, its ratio beside it.

A ratio is the median of several runs of both sides, alternating in one process on one machine.
"""

import argparse
import signal
import sys

from bench import (
    account,
    answers,
    audit,
    boarding,
    clicks,
    customers,
    deltas,
    doors,
    growth,
    logins,
    paint,
    quality,
    repeat,
    schedules,
    statements,
    transactions,
    transfer,
    wallet,
)

SUITES = {
    "P1": transfer.run,
    "P2": transfer.account_page,
    "P3": quality.run,
    "P4": paint.run,
    "P5": answers.run,
    "P6": clicks.run,
    "P7": deltas.run,
    "P11": repeat.run,
    "P12": lambda: [*growth.run(), *customers.run(), *transactions.run()],
    "P13": lambda: [*boarding.run(), *audit.run()],
    "P14": schedules.run,
    logins.GOAL: logins.run,
    statements.GOAL: statements.run,
    doors.GOAL: doors.run,
    account.GOAL: account.run,
    wallet.GOAL: wallet.run,
}

ALONE = {"P13": lambda: [*boarding.run(), *audit.run_full()]}
"""What takes long: measured when it is the one goal asked for."""


def main() -> int:
    """Print one line per figure; exit status 2 for a goal that no suite measures."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--only", help="one goal, such as P14", choices=sorted(SUITES))
    chosen = parser.parse_args().only
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended
    for goal, run in SUITES.items():
        if chosen in (None, goal):
            for result in ALONE.get(chosen, run)() if chosen else run():
                print(result, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
