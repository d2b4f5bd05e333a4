"""Searching a large file in slices: Python lets no other thread run while it searches."""

import mmap
import re
from collections.abc import Iterator

SLICE = 256 * 1024
LONGEST = 8_192
"""Bytes of the longest match that is found wherever slices meet: patterns have to be bounded."""


def found_in(pattern: re.Pattern[bytes], part: bytes | mmap.mmap) -> Iterator[re.Match[bytes]]:
    """As `pattern.finditer`."""
    size, after = len(part), 0
    for at in range(0, size, SLICE):
        end = min(size, at + SLICE + LONGEST)
        for one in pattern.finditer(part, max(at, after), end):
            if one.start() >= at + SLICE or (one.end() == end < size):
                break  # the next slice has the whole of it
            after = one.end()
            yield one
