"""Runs a module as one of the supervisor's processes, and ends it when the supervisor is gone.

Started by path (`python portal_app/child.py MODULE ARGS…`), never imported, so that the wallet
runs through it without importing the portal. However the supervisor dies, its end of the pipe
closes: the process and its own children are asked to stop, and after a grace killed.
"""

import os
import runpy
import signal
import sys
import threading
import time

LIFELINE = "PORTAL_LIFELINE"


def follow_supervisor() -> None:
    """Start the watch on the pipe that the supervisor holds open."""
    lifeline = os.environ.pop(LIFELINE, "")
    if lifeline:
        descriptor, grace_seconds = lifeline.split(":")
        watch = (int(descriptor), float(grace_seconds))
        threading.Thread(target=_watch, args=watch, daemon=True).start()


def _watch(descriptor: int, grace_seconds: float) -> None:
    while os.read(descriptor, 1):
        pass
    os.killpg(0, signal.SIGTERM)
    time.sleep(grace_seconds)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[0] = root
    sys.argv = sys.argv[1:]
    follow_supervisor()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
