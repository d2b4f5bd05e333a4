"""From a fresh clone to a running target: `bootstrap.py run|test|check|bench|demo-reset|soak`.

Runs under the system's Python with nothing installed. This file alone is read by a Python that is
too old, so it keeps to what every Python understands.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main():
    """Run the target named by the first argument."""
    if sys.version_info < OLDEST:
        for name in NEWER:
            if works(name):
                os.execvp(name, [name] + sys.argv)  # noqa: RUF005
        sys.exit(
            "portal: Python %d.%d or newer is needed, and %s is %d.%d.%d."  # noqa: UP031
            % (OLDEST + (sys.executable,) + tuple(sys.version_info[:3]))  # noqa: RUF005
        )
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    from scripts.targets import run_target

    run_target(sys.argv[1], sys.argv[2:])


def works(name):
    """Whether a command is a Python: a version manager's stub is found, but may not run."""
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([name, "-c", ""], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


if __name__ == "__main__":
    main()
