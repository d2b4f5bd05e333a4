"""A program for the supervisor's tests: says its process ids, then does as it is told.

`python -m tests.support.supervised stay|fail|stubborn|parent`
"""

import os
import signal
import subprocess
import sys


def main(manner: str) -> None:
    if manner == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if manner == "parent":
        child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
        print("pid", child.pid)
    print("pid", os.getpid())
    if manner == "fail":
        sys.exit(3)
    while True:
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1])
