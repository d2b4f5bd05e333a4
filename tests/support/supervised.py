"""A program for the supervisor's tests: says its process ids, then does as it is told.

`python -m tests.support.supervised stay|fail|stubborn|parent`; `fail` fails at SIGUSR1.
"""

import os
import signal
import subprocess
import sys


def main(manner: str) -> None:
    if manner == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if manner == "fail":
        signal.signal(signal.SIGUSR1, lambda _number, _frame: sys.exit(3))
    if manner == "parent":
        child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
        print("pid", child.pid)
    print("pid", os.getpid())
    while True:
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1])
