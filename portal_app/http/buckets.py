"""Token buckets: how many events a tab and a session may send, how often an address connects."""

import time
from collections import OrderedDict
from collections.abc import Callable

PER_SECOND = 20.0
BURST = 60.0
MOST_KEYS = 20_000


class Buckets:
    """The least recently used keys are forgotten, so that memory stays bounded."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        per_second: float = PER_SECOND,
        burst: float = BURST,
    ) -> None:
        self._clock, self._per_second, self._burst = clock, per_second, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether one more event of `key` may pass now."""
        now = self._clock()
        left, at = self._left.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return allowed
