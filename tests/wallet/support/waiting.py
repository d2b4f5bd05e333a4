"""Waiting for what another process does."""

import time
from collections.abc import Callable

STEP_SECONDS = 0.02


def until(holds: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(STEP_SECONDS)
